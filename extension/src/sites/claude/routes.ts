import type { Exchange } from '../exchange';
import { isObject, parseObject, pick, stringAt, type JsonObject } from '../json';
import { eventValues } from '../server-sent-events';
import type { Route } from '../site';

const REQUEST_FIELDS = [
  'prompt',
  'parent_message_uuid',
  'model',
  'attachments',
  'files',
  'turn_message_uuids',
  'trigger',
  'is_temporary',
];
const STREAM_TYPES =
  /^(?:message_(?:start|delta|stop|limit)|content_block_(?:start|delta|stop)|completion|conversation_ready)$/;
/** The organization in the path does not matter: whoever it belongs to, it is the same person's chat. */
const CHATS = '^/(?:edge-)?api/organizations/[^/]+/chat_conversations';

/** The reply as it is written. What the person asked stands in the request alone. */
const reply: Route = {
  kind: 'stream',
  methods: ['POST'],
  path: new RegExp(`${CHATS}/[^/]+/(?:retry_)?completion/?$`),
  request: ({ requestBody }) => pick(parseObject(requestBody), REQUEST_FIELDS),
  conversationBody: ({ body }) => (eventValues(body).some(isPartOfReply) ? body : null),
  conversation: conversationInPath,
};

/** The conversation as the page loads it; with `tree=True` all its branches. */
const snapshot: Route = {
  kind: 'snapshot',
  methods: ['GET'],
  path: new RegExp(`${CHATS}/[^/]+/?$`),
  request: () => null,
  conversationBody: ({ body }) => (holdsMessages(parseObject(body)) ? body : null),
  conversation: conversationInPath,
};

/** Making or changing a conversation: here the page says that it is to be temporary. */
const notice: Route = {
  kind: 'notice',
  methods: ['POST', 'PUT'],
  path: new RegExp(`${CHATS}(?:/[^/]+)?/?$`),
  request: () => null,
  conversationBody: () => null,
  conversation: (exchange) => stringAt(parseObject(exchange.requestBody), 'uuid') ?? conversationInPath(exchange),
};

export const routes: readonly Route[] = [reply, snapshot, notice];

function conversationInPath({ url }: Exchange): string | null {
  return /\/chat_conversations\/([^/]+)/.exec(new URL(url).pathname)?.[1] ?? null;
}

function isPartOfReply(frame: unknown): boolean {
  return (
    isObject(frame) && (STREAM_TYPES.test(stringAt(frame, 'type') ?? '') || typeof frame['completion'] === 'string')
  );
}

function holdsMessages(whole: JsonObject | null): boolean {
  const messages = whole?.['chat_messages'];
  return Array.isArray(messages) && messages.length > 0;
}
