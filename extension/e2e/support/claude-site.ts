import { randomUUID } from 'node:crypto';

import { pieces, sendJson, sendSlowly, type Asked, type ChatSite } from './chat-sites';
import { answerTo } from './chatgpt-site';

interface Message {
  readonly uuid: string;
  readonly parent_message_uuid: string;
  readonly sender: 'human' | 'assistant';
  readonly text: string;
}

interface Chat {
  isTemporary: boolean;
  readonly messages: Message[];
}

const ROOT = '00000000-0000-4000-8000-000000000000';
const CHATS = /^\/api\/organizations\/[^/]+\/chat_conversations(?:\/([^/]+))?(\/completion)?$/;

/** Claude: a chat is made first, the reply streams by fetch, what was asked stands in the request alone. */
export function claudeSite(): ChatSite {
  const chats = new Map<string, Chat>();
  const chatOf = (id: string): Chat => {
    const chat = chats.get(id) ?? { isTemporary: false, messages: [] };
    chats.set(id, chat);
    return chat;
  };
  return {
    host: 'claude.ai',
    script: SCRIPT,
    async answer(asked, response) {
      const [, id, completion] = CHATS.exec(asked.url.pathname) ?? [];
      if (asked.url.pathname === '/other/wire') sendJson(response, { reply: answerTo(asked.body) });
      else if (id === undefined) {
        const made = JSON.parse(asked.body) as { uuid: string; is_temporary: boolean };
        chatOf(made.uuid).isTemporary = made.is_temporary;
        sendJson(response, made, 201);
      } else if (completion !== undefined) await sendSlowly(asked, response, reply(chatOf(id), asked));
      else sendJson(response, snapshot(id, chatOf(id)));
    },
  };
}

function reply(chat: Chat, asked: Asked): readonly string[] {
  const body = JSON.parse(asked.body) as { prompt: string; parent_message_uuid: string };
  const human: Message = {
    uuid: randomUUID(),
    parent_message_uuid: body.parent_message_uuid,
    sender: 'human',
    text: body.prompt,
  };
  const text = answerTo(body.prompt);
  const answer: Message = { uuid: randomUUID(), parent_message_uuid: human.uuid, sender: 'assistant', text };
  chat.messages.push(human, answer);
  const event = (type: string, more: object): string =>
    `event: ${type}\r\ndata: ${JSON.stringify({ type, ...more })}\r\n\r\n`;
  return [
    event('message_start', { message: { uuid: answer.uuid, parent_uuid: human.uuid, model: 'claude-sonnet-5' } }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...pieces(text).map((piece) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } }),
    ),
    event('content_block_stop', { index: 0 }),
    event('message_delta', { delta: { stop_reason: 'end_turn' } }),
    event('message_stop', {}),
  ];
}

function snapshot(uuid: string, chat: Chat): unknown {
  return {
    uuid,
    name: 'A chat of the fixture site',
    model: 'claude-sonnet-5',
    is_temporary: chat.isTemporary,
    created_at: '2026-09-01T10:00:00Z',
    updated_at: '2026-09-01T10:05:00Z',
    current_leaf_message_uuid: chat.messages.at(-1)?.uuid ?? ROOT,
    chat_messages: chat.messages.map((message, index) => ({
      ...message,
      index,
      content: [{ type: 'text', text: message.text, citations: [] }],
      created_at: '2026-09-01T10:00:00Z',
    })),
  };
}

const SCRIPT = `
  const chats = '/api/organizations/0b6c5a1e-1111-4222-8333-444455556666/chat_conversations';
  const root = '${ROOT}';
  let conversation = /^\\/chat\\/([^/]+)/.exec(location.pathname)?.[1] ?? null;
  let parent = root, lastParent = root, reader = null;
  const turn = (role, text) => {
    const inside = role === 'user'
      ? element('div', { 'data-testid': 'user-message' }, element('p', {}, text))
      : element('div', { 'data-is-streaming': 'true' }, element('div', { class: 'font-claude-response' }, element('div', { class: 'standard-markdown' }, text)));
    thread.append(element('div', { 'data-test-render-count': '1' }, inside));
    return inside;
  };
  const ask = (path, body) => fetch(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  const finish = (answer, text) => { answer.querySelector('.standard-markdown').textContent = text; answer.setAttribute('data-is-streaming', 'false'); };
  window.chat = {
    async send(text, edits = false) {
      if (!conversation) {
        conversation = crypto.randomUUID();
        await ask(chats, { uuid: conversation, name: '', is_temporary: isTemporary });
        history.pushState({}, '', '/chat/' + conversation);
      }
      if (edits) parent = lastParent; else lastParent = parent;
      turn('user', text);
      const answer = turn('assistant', '');
      const response = await ask(chats + '/' + conversation + '/completion', { prompt: text, parent_message_uuid: parent, model: 'claude-sonnet-5', timezone: 'Europe/Berlin', attachments: [], files: [] });
      const whole = await readAll(response, () => {}, (made) => { reader = made; });
      parent = /"uuid":"([^"]+)"/.exec(whole)[1];
      finish(answer, text + ' was answered');
      return conversation;
    },
    stop() { reader.cancel(); },
    async sendUnknown(text) {
      conversation = crypto.randomUUID();
      history.pushState({}, '', '/chat/' + conversation);
      turn('user', text);
      const answer = turn('assistant', '');
      finish(answer, (await (await ask('/other/wire', text)).json()).reply);
      return conversation;
    },
  };
  if (conversation) fetch(chats + '/' + conversation + '?tree=True&rendering_mode=messages&render_all_tools=true').then((r) => r.json()).then((whole) => {
    for (const { sender, text } of whole.chat_messages) sender === 'human' ? turn('user', text) : finish(turn('assistant', ''), text);
    window.chat.opened = true;
  });
`;
