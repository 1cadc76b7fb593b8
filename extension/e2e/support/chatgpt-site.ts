import { randomUUID } from 'node:crypto';

import { pieces, sendJson, sendSlowly, type Asked, type ChatSite } from './chat-sites';

interface Node {
  readonly id: string;
  readonly parent: string | null;
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** ChatGPT: replies stream by fetch; an opened chat is loaded whole; an edit hangs below the same parent. */
export function chatgptSite(): ChatSite {
  const chats = new Map<string, Node[]>();
  return {
    host: 'chatgpt.com',
    script: SCRIPT,
    async answer(asked, response) {
      const id = /^\/backend-api\/conversation\/([^/]+)$/.exec(asked.url.pathname)?.[1];
      if (asked.url.pathname === '/backend-api/f/conversation/prepare') sendJson(response, { status: 'COMPLETE' });
      else if (asked.url.pathname === '/backend-api/f/conversation')
        await sendSlowly(asked, response, reply(chats, asked));
      else if (asked.url.pathname === '/other/wire') sendJson(response, { reply: answerTo(asked.body) });
      else if (id !== undefined) sendJson(response, snapshot(id, chats.get(id) ?? []));
      else sendJson(response, {}, 404);
    },
  };
}

function reply(chats: Map<string, Node[]>, asked: Asked): readonly string[] {
  const body = JSON.parse(asked.body) as {
    conversation_id?: string;
    parent_message_id: string;
    messages: { id: string; content: { parts: string[] } }[];
  };
  const conversation = body.conversation_id ?? randomUUID();
  const message = body.messages[0];
  const question = message?.content.parts[0] ?? '';
  const user: Node = { id: message?.id ?? '', parent: body.parent_message_id, role: 'user', text: question };
  const answer: Node = { id: randomUUID(), parent: user.id, role: 'assistant', text: answerTo(question) };
  chats.set(conversation, [...(chats.get(conversation) ?? []), user, answer]);
  const event = (value: unknown): string => `event: delta\ndata: ${JSON.stringify(value)}\n\n`;
  return [
    'event: delta_encoding\ndata: "v1"\n\n',
    event({ p: '', o: 'add', v: { message: message_(answer, '', false), conversation_id: conversation }, c: 0 }),
    event({ p: '/message/content/parts/0', o: 'append', v: '' }),
    ...pieces(answer.text).map((v) => event({ v })),
    event({
      p: '',
      o: 'patch',
      v: [
        { p: '/message/status', o: 'replace', v: 'finished_successfully' },
        { p: '/message/end_turn', o: 'replace', v: true },
      ],
    }),
    `data: ${JSON.stringify({ type: 'message_stream_complete', conversation_id: conversation })}\n\ndata: [DONE]\n\n`,
  ];
}

export function answerTo(question: string): string {
  return `Answer to ${question} – with ünïcode 🧵 and some more words`;
}

function message_(node: Node, text: string, isDone: boolean): unknown {
  return {
    id: node.id,
    author: { role: node.role, metadata: {} },
    create_time: 1_790_000_000,
    content: { content_type: 'text', parts: [text] },
    status: isDone ? 'finished_successfully' : 'in_progress',
    end_turn: isDone && node.role === 'assistant' ? true : null,
    recipient: 'all',
    metadata: { parent_id: node.parent, model_slug: 'gpt-5' },
  };
}

function snapshot(id: string, nodes: readonly Node[]): unknown {
  const entry = (node: Node): [string, unknown] => [
    node.id,
    {
      id: node.id,
      parent: node.parent,
      children: nodes.filter(({ parent }) => parent === node.id).map((child) => child.id),
      message: message_(node, node.text, true),
    },
  ];
  const roots = nodes.filter(({ parent }) => parent === 'root').map((node) => node.id);
  return {
    conversation_id: id,
    title: 'A chat of the fixture site',
    create_time: 1_790_000_000,
    update_time: 1_790_000_100,
    current_node: nodes.at(-1)?.id ?? null,
    mapping: {
      root: { id: 'root', parent: null, children: roots, message: null },
      ...Object.fromEntries(nodes.map(entry)),
    },
  };
}

const SCRIPT = `
  let conversation = /^\\/c\\/([^/]+)/.exec(location.pathname)?.[1] ?? null;
  let parent = 'root', lastParent = 'root', turns = 0, controller = null;
  const stopButton = element('button', { 'data-testid': 'stop-button' }, 'Stop');
  const turn = (role, text) => {
    const inside = element('div', { class: role === 'user' ? 'whitespace-pre-wrap' : 'markdown prose' }, text);
    const message = element('div', { 'data-message-author-role': role, 'data-message-id': crypto.randomUUID() }, inside);
    thread.append(element('section', { 'data-testid': 'conversation-turn-' + ++turns, 'data-turn': role }, message));
    return inside;
  };
  const ask = (path, body) => fetch(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  const arrive = (id) => { conversation = id; if (!isTemporary && !location.pathname.startsWith('/c/')) history.pushState({}, '', '/c/' + id); };
  window.chat = {
    async send(text, edits = false) {
      const id = crypto.randomUUID();
      if (edits) parent = lastParent; else lastParent = parent;
      turn('user', text);
      const answer = turn('assistant', '');
      thread.append(stopButton);
      controller = new AbortController();
      await ask('/backend-api/f/conversation/prepare', '{}');
      const message = { id, author: { role: 'user' }, content: { content_type: 'text', parts: [text] } };
      const body = JSON.stringify({ action: 'next', conversation_id: conversation ?? undefined, parent_message_id: parent, model: 'auto', messages: [message], secret_field: 'stays here' });
      try {
        const response = await fetch(new Request('/backend-api/f/conversation', { method: 'POST', body }), { signal: controller.signal });
        const whole = await readAll(response, (so_far) => {
          const found = /"conversation_id":"([^"]+)"/.exec(so_far);
          if (found && !conversation) arrive(found[1]);
          answer.textContent = so_far.length + ' signs so far';
        });
        parent = /"message":\\{"id":"([^"]+)"/.exec(whole)[1];
      } catch (problem) { if (problem.name !== 'AbortError') throw problem; }
      stopButton.remove();
      return conversation;
    },
    stop() { controller.abort(); },
    async sendUnknown(text) {
      arrive(crypto.randomUUID());
      turn('user', text);
      const answer = turn('assistant', '');
      thread.append(stopButton);
      answer.textContent = (await (await ask('/other/wire', text)).json()).reply;
      stopButton.remove();
      return conversation;
    },
  };
  if (conversation) fetch('/backend-api/conversation/' + conversation).then((r) => r.json()).then((whole) => {
    for (const { message } of Object.values(whole.mapping)) if (message) turn(message.author.role, message.content.parts[0]);
    window.chat.opened = true;
  });
`;
