// Puts hostile strings into every field of the server that a page shows.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FIXTURES = new URL('../../../../shared-schema/fixtures/sites/', import.meta.url);
const SITES = ['chatgpt', 'claude', 'gemini', 'deepseek', 'kimi', 'grok', 'perplexity', 'copilot', 'mistral', 'import', 'api', 'other'];
const AT_ONCE = 8;

/** Runs the work for each item, a few at a time, in order of the list. */
export async function each(items, work, atOnce = AT_ONCE) {
  const waiting = items.entries();
  const run = async () => {
    for (const [at, item] of waiting) await work(item, at);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}

/** A conversation that holds the string in each of its fields; its id. */
export async function storeConversation(server, { n, text }) {
  const message = (role, told, more = {}) => ({ source_id: `${role}${Math.random()} ${text}`.slice(0, 512), role, author: text.slice(0, 512), text: told, model: text.slice(0, 200), ...more });
  const stored = await server.rest('POST', '/v1/conversations', {
    site: SITES[n % SITES.length],
    source_id: `${n} ${text}`.slice(0, 512),
    title: text.slice(0, 2000),
    project: text.slice(0, 512),
    url: n % 2 === 0 ? text : `https://chat.example/${text}`,
    model: text.slice(0, 200),
    messages: [
      message('user', text),
      message('assistant', text, { reasoning: text }),
      message('user', `Please remember that my cat is called ${text} and nothing else.`),
      message('assistant', `Said in a list:\n\n- one\n- ${text}\n\n> ${text}\n\n| a | b |\n|---|---|\n| ${text} | x |\n\n# ${text}\n\n\`\`\`html\n${text}\n\`\`\`\n\n$${text}$`),
      message('tool', text),
      message('system', text),
    ],
  });
  return stored.id;
}

export async function storeMemory(server, { text }) {
  await server.rest('POST', '/v1/memory', { content: text, title: text.slice(0, 2000), tags: [text.slice(0, 100), 'hostile'], metadata: { [text.slice(0, 64)]: text, agent: text } });
}

export async function makeKey(server, { text }) {
  await server.rest('POST', '/v1/keys', { name: text.slice(0, 200) });
}

export async function makeSpace(server, { text }) {
  await server.rest('POST', '/v1/spaces', { name: text.slice(0, 200) });
}

/** Pairs a browser whose name and version are the string. */
export async function pairBrowser(server, { text }) {
  const page = await fetch(`${server.address}/connect`, { headers: { Cookie: `everthread_session=${server.session}` } });
  const code = /data-code="([^"]+)"/.exec(await page.text())?.[1];
  await server.rest('POST', '/v1/pair', { code, name: text.slice(0, 200), extension_version: text.slice(0, 100) });
}

/** A Claude snapshot and a ChatGPT page with the strings in texts, reasoning, tools' names and files' names. */
export async function storeCaptures(server, strings) {
  const captures = [snapshot(strings), page(strings)];
  const answer = await server.rest('POST', '/v1/captures', { captures });
  for (const { status, problem } of answer.results) if (status !== 'stored') throw new Error(`not stored: ${JSON.stringify(problem)}`);
  return captures.map((capture) => capture.conversation_source_id);
}

/** Waits until everything is read; the ids of captured conversations by the site's own ids. */
export async function readConversations(server) {
  for (;;) {
    const { pending } = await server.rest('GET', '/v1/stats');
    if (pending.reading === 0 && pending.extraction === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const ids = new Map();
  for (let after = '', more = true; more; ) {
    const list = await server.rest('GET', `/v1/conversations?limit=100${after}`);
    for (const { id, source_id } of list.data) ids.set(source_id, id);
    after = `&after=${list.last_id}`;
    more = list.has_more;
  }
  return ids;
}

const now = () => new Date().toISOString();
const CLIENT = { extension: '0.1.0', adapter: 'walls/1' };
const read = (path) => readFileSync(new URL(path, FIXTURES), 'utf8');

function snapshot(strings) {
  const body = JSON.parse(read('claude/snapshot/body.json'));
  const told = strings.map(({ text }) => text);
  const model = body.chat_messages[0];
  const messages = told.map((text, at) => ({
    ...model,
    uuid: randomUUID(),
    sender: at % 2 === 0 ? 'human' : 'assistant',
    parent_message_uuid: null,
    text: '',
    content: [{ type: 'thinking', thinking: text, summaries: [{ summary: text }] }, { type: 'text', text }, { type: 'tool_use', name: text, input: { x: text } }],
    attachments: [{ file_name: text, extracted_content: text }],
    files: [{ file_name: text, file_kind: 'image' }],
    files_v2: [{ file_name: text, file_kind: 'document' }],
  }));
  messages.forEach((message, at) => (message.parent_message_uuid = messages[at - 1]?.uuid ?? '00000000-0000-4000-8000-000000000000'));
  const uuid = randomUUID();
  const whole = { ...body, uuid, name: told[0], model: told[1] ?? told[0], chat_messages: messages, current_leaf_message_uuid: messages.at(-1).uuid };
  return {
    schema: 'everthread.capture.v1', id: randomUUID(), site: 'claude', kind: 'snapshot',
    url: `https://claude.ai/api/organizations/o/chat_conversations/${uuid}`, page_url: `https://claude.ai/chat/${uuid}`,
    conversation_source_id: uuid, captured_at: now(), request: null, body: JSON.stringify(whole), body_type: 'application/json', complete: true, client: CLIENT,
  };
}

function page(strings) {
  const id = randomUUID();
  const turns = strings.map(({ text }, at) => {
    const role = at % 2 === 0 ? 'user' : 'assistant';
    const inside = role === 'user' ? `<div class="whitespace-pre-wrap">${escaped(text)}</div>` : `<div class="markdown prose"><p>${text}</p></div>`;
    return `<article data-testid="conversation-turn-${at + 1}" data-turn="${role}"><div data-message-author-role="${role}" data-message-id="${randomUUID()}">${inside}</div></article>`;
  });
  const url = `https://chatgpt.com/c/${id}`;
  return {
    schema: 'everthread.capture.v1', id: randomUUID(), site: 'chatgpt', kind: 'dom', url, page_url: url,
    conversation_source_id: id, captured_at: now(), request: null, body: turns.join('\n'), body_type: 'text/html', complete: true, client: CLIENT,
  };
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
