import type { Exchange } from '../exchange';
import { parseJson } from '../json';
import type { Route } from '../site';

import { asArray, asString, at, entriesOf, formRequest, framed, type Entry } from './wire';

/** Reads one conversation. Other procedures (lists, settings, suggestions) are none of our business. */
const READ = 'hNvQHb';
const CONVERSATION = /^c_[0-9a-f]+$/i;
const ACCOUNT = '^(?:/u/\\d+)?';

/** The reply as it is written; each entry repeats the whole text so far. */
const reply: Route = {
  kind: 'stream',
  methods: ['POST'],
  path: new RegExp(`${ACCOUNT}/_/BardChatUi/data/assistant\\.lamda\\.BardFrontendService/StreamGenerate/?$`),
  request: (exchange) => fields(formRequest(exchange.requestBody)),
  conversationBody: ({ body }) => (entriesOf(body).some(isPartOfReply) ? body : null),
  conversation: replyConversation,
};

/** A conversation that the page loaded. */
const read: Route = {
  kind: 'snapshot',
  methods: ['POST', 'GET'],
  path: new RegExp(`${ACCOUNT}/_/BardChatUi/data/batchexecute/?$`),
  accepts: (url) => (url.searchParams.get('rpcids') ?? '').split(',').includes(READ),
  request: (exchange) => fields(readRequest(exchange.requestBody)),
  conversationBody: ({ body }) => readBody(body),
  conversation: (exchange) => readConversation(exchange),
};

export const routes: readonly Route[] = [reply, read];

/** Returns the inner list of a reply's request: the prompt first, the conversation third; undefined when unreadable. */
export function promptRequest(requestBody: string | null): unknown {
  const inner = asString(at(parseJson(formRequest(requestBody) ?? ''), 1));
  return inner === null ? undefined : parseJson(inner);
}

function fields(request: string | null): Readonly<Record<string, unknown>> | null {
  return request === null ? null : { 'f.req': request };
}

function isPartOfReply({ data }: Entry): boolean {
  return asString(at(data, 1, 0)) !== null || Array.isArray(at(data, 4));
}

function replyConversation(exchange: Exchange): string | null {
  const announced = entriesOf(exchange.body).map(({ data }) => at(data, 1, 0));
  const asked = at(promptRequest(exchange.requestBody), 2, 0);
  return [...announced, asked].map(asString).find((id) => id !== null && CONVERSATION.test(id)) ?? null;
}

/** Several procedures can share one request: only the reading of a conversation goes on. */
function readBody(body: string): string | null {
  const entries = entriesOf(body);
  const reads = entries.filter(({ rpc, data }) => rpc === READ && asArray(at(data, 0)).length > 0);
  if (reads.length === 0) return null;
  return entries.every(({ rpc }) => rpc === READ) ? body : framed(reads);
}

function readRequest(requestBody: string | null): string | null {
  const request = formRequest(requestBody);
  const calls = readCalls(request);
  if (request === null || calls.length === 0) return null;
  return calls.length === asArray(at(parseJson(request), 0)).length ? request : JSON.stringify([calls]);
}

function readCalls(request: string | null): readonly unknown[] {
  return asArray(at(parseJson(request ?? ''), 0)).filter((call) => at(call, 0) === READ);
}

function readConversation(exchange: Exchange): string | null {
  const asked = readCalls(formRequest(exchange.requestBody)).map((call) =>
    at(parseJson(asString(at(call, 1)) ?? ''), 0),
  );
  const answered = entriesOf(exchange.body).map(({ data }) => at(data, 0, 0, 0, 0));
  return [...asked, ...answered].map(asString).find((id) => id !== null && CONVERSATION.test(id)) ?? null;
}
