import { randomBytes } from 'node:crypto';

import { pieces, sendJson, sendSlowly, type Asked, type ChatSite } from './chat-sites';
import { answerTo } from './chatgpt-site';

interface Turn {
  readonly rid: string;
  readonly rcid: string;
  readonly prompt: string;
  readonly text: string;
}

/** Gemini: everything by XMLHttpRequest; each chunk of a reply repeats the whole text so far. */
export function geminiSite(): ChatSite {
  const chats = new Map<string, Turn[]>();
  return {
    host: 'gemini.google.com',
    script: SCRIPT,
    async answer(asked, response) {
      const rpc = asked.url.searchParams.get('rpcids');
      const json = { 'Content-Type': 'application/json; charset=utf-8' };
      if (asked.url.pathname.endsWith('/StreamGenerate')) {
        response.writeHead(200, json);
        await sendSlowly(asked, response, reply(chats, asked));
      } else if (asked.url.pathname === '/other/wire') sendJson(response, { reply: answerTo(asked.body) });
      else if (rpc === 'hNvQHb') response.writeHead(200, json).end(read(chats, asked));
      else response.writeHead(200, json).end(framed([['wrb.fr', rpc ?? '', '[]', null, null, null, 'generic']]));
    },
  };
}

function form(asked: Asked): unknown[] {
  return JSON.parse(new URLSearchParams(asked.body).get('f.req') ?? '[]') as unknown[];
}

function reply(chats: Map<string, Turn[]>, asked: Asked): readonly string[] {
  const inner = JSON.parse(String(form(asked)[1])) as [[string], unknown, [string | null]];
  const [[prompt]] = inner;
  const cid = inner[2][0] ?? `c_${randomBytes(8).toString('hex')}`;
  const turn = {
    rid: `r_${randomBytes(8).toString('hex')}`,
    rcid: `rc_${randomBytes(8).toString('hex')}`,
    prompt,
    text: answerTo(prompt),
  };
  chats.set(cid, [turn, ...(chats.get(cid) ?? [])]);
  let text = '';
  return pieces(turn.text).map((piece, at) => {
    text += piece;
    const entry = ['wrb.fr', null, JSON.stringify([null, [cid, turn.rid], null, null, [[turn.rcid, [text]]]])];
    return at === 0 ? framed([entry]) : chunk([entry]);
  });
}

function read(chats: Map<string, Turn[]>, asked: Asked): string {
  const call = (form(asked) as [[[string, string]]])[0][0];
  const [cid] = JSON.parse(call[1]) as [string];
  const turns = (chats.get(cid) ?? []).map((turn) => [
    [cid, turn.rid],
    null,
    [[turn.prompt]],
    [[[turn.rcid, [turn.text]]]],
    [1_790_000_000, 0],
  ]);
  return framed([['wrb.fr', 'hNvQHb', JSON.stringify([turns, null]), null, null, null, 'generic']]);
}

function framed(entries: readonly unknown[]): string {
  return `)]}'\n\n${chunk(entries)}`;
}

function chunk(entries: readonly unknown[]): string {
  const list = `\n${JSON.stringify(entries)}\n`;
  return `${list.length}${list}`;
}

const SCRIPT = `
  let conversation = /^\\/app\\/([^/]+)/.exec(location.pathname)?.[1] ?? null;
  let rid = null, running = null;
  const window_ = element('chat-window', {});
  thread.append(window_);
  if (isTemporary) document.body.append(element('temp-chat-button', { class: 'temp-chat-on', 'data-test-id': 'temp-chat-button' }));
  const turn = (prompt, text) => {
    const markdown = element('div', { class: 'markdown' }, text);
    const container = element('div', { class: 'conversation-container' },
      element('user-query', {}, element('user-query-content', {}, element('p', { class: 'query-text' }, prompt))),
      element('model-response', {}, element('message-content', {}, markdown)));
    window_.append(container);
    return markdown;
  };
  const ask = (path, request) => new Promise((resolve) => {
    running = new XMLHttpRequest();
    const asked = running;
    asked.open('POST', path);
    asked.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8');
    asked.onprogress = () => { window.signsRead = asked.responseText.length; };
    asked.onloadend = () => resolve(asked.responseText);
    asked.send(new URLSearchParams({ 'f.req': JSON.stringify(request), at: 'a-token-that-stays-here' }));
  });
  window.chat = {
    async send(prompt) {
      const markdown = turn(prompt, '');
      const inner = [[prompt, 0, null], ['en'], [conversation && 'c_' + conversation, rid]];
      const whole = await ask('/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate?bl=x&_reqid=1&rt=c', [null, JSON.stringify(inner)]);
      const found = /c_([0-9a-f]{16})/.exec(whole);
      if (found && !conversation) {
        conversation = found[1];
        if (!isTemporary) setTimeout(() => history.pushState({}, '', '/app/' + found[1]), 300);
      }
      markdown.textContent = whole.length + ' signs';
      return conversation && 'c_' + conversation;
    },
    stop() { running.abort(); },
    async sendUnknown(prompt) {
      conversation = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      history.pushState({}, '', '/app/' + conversation);
      const markdown = turn(prompt, '');
      markdown.textContent = (await (await fetch('/other/wire', { method: 'POST', body: prompt })).json()).reply;
      return 'c_' + conversation;
    },
  };
  ask('/_/BardChatUi/data/batchexecute?rpcids=MaZiqc&rt=c', [[['MaZiqc', '[13]', null, 'generic']]]);
  if (conversation) ask('/_/BardChatUi/data/batchexecute?rpcids=hNvQHb&rt=c', [[['hNvQHb', JSON.stringify(['c_' + conversation, 10, null, 1, [0], [4], null, 1]), null, 'generic']]]).then((whole) => {
    turn('shown', 'shown');
    window.chat.opened = true;
  });
`;
