import type { Exchange } from '../exchange';
import { saysDoNotRemember } from '../flags';
import { isObject, objectAt, parseObject, pick, stringAt, type JsonObject } from '../json';
import { eventValues } from '../server-sent-events';
import type { Route, SocketRoute } from '../site';

import { turnStreamJoiner } from './turn-stream';

/** The socket's topic of a turn: this, and the turn's id. */
const TOPIC = 'conversation-turn-';
const REQUEST_FIELDS = [
  'action',
  'conversation_id',
  'parent_message_id',
  'model',
  'messages',
  'conversation_mode',
  'history_and_training_disabled',
];

/** What a frame of a reply has; stubs like `{"status":"COMPLETE"}` have none of it. */
const REPLY_KEYS = ['message', 'v', 'o', 'p', 'conversation_id'];

/** `POST /backend-api/f/conversation`, without `/f` in older builds; `/resume` attaches to a reply that still runs. */
const reply: Route = {
  kind: 'stream',
  methods: ['POST', 'GET'],
  path: /^\/backend-api\/(?:f\/)?conversation(?:\/resume)?\/?$/,
  request: ({ requestBody }) => pick(parseObject(requestBody), REQUEST_FIELDS),
  conversationBody: ({ body }) => (holdsReply(body) ? body : null),
  conversation: replyConversation,
  isDoNotRemember: ({ body }) => eventValues(body).some(saysDoNotRemember),
};

/** The conversation in its old form: all messages in a `mapping`. */
const mapping: Route = {
  kind: 'snapshot',
  methods: ['GET'],
  path: /^\/backend-api\/conversation\/([^/]+)\/?$/,
  ...snapshot((whole) => objectAt(whole, 'mapping') !== null),
};

/** The conversation in its new form: pages of `messages`, and the pages before them. */
const paged: Route = {
  kind: 'snapshot',
  methods: ['GET'],
  path: /^\/backend-api\/conversations\/([^/]+)(?:\/messages)?\/?$/,
  ...snapshot((whole) => holdsMessages(whole) || objectAt(whole, 'mapping') !== null),
};

export const routes: readonly Route[] = [reply, mapping, paged];

/** Replies that the site hands over from the request to a WebSocket. */
export const socket: SocketRoute = {
  address: /^wss:\/\/(?:[a-z0-9.-]+\.)?(?:chatgpt\.com|chat\.openai\.com)(?:[:/?]|$)/,
  joiner: turnStreamJoiner,
  handoff,
  route: reply,
};

/** A reply that goes on elsewhere says so in its stream, and names the turn after which the socket's topic is called. */
function handoff({ body }: Exchange): string | null {
  const frames = eventValues(body).filter(isObject);
  const turn = frames.map((frame) => (frame['type'] === 'stream_handoff' ? stringAt(frame, 'turn_exchange_id') : null));
  const id = turn.find((found) => found !== null) ?? null;
  return id === null ? null : `${TOPIC}${id}`;
}

function snapshot(
  holds: (whole: JsonObject) => boolean,
): Pick<Route, 'request' | 'conversationBody' | 'conversation' | 'isDoNotRemember'> {
  return {
    request: () => null,
    conversationBody: ({ body }) => {
      const whole = parseObject(body);
      return whole !== null && holds(whole) ? body : null;
    },
    conversation: ({ url, body }) =>
      /^\/backend-api\/conversations?\/([^/]+)/.exec(new URL(url).pathname)?.[1] ??
      stringAt(parseObject(body), 'conversation_id'),
    isDoNotRemember: ({ body }) => saysDoNotRemember(parseObject(body)),
  };
}

function holdsMessages(whole: JsonObject): boolean {
  const messages = whole['messages'] ?? whole['items'];
  return Array.isArray(messages) && messages.some((message) => isObject(message) && isMessage(message));
}

function isMessage(value: JsonObject): boolean {
  return objectAt(value, 'author') !== null || objectAt(value, 'content') !== null || isObject(value['message']);
}

/** A reply is a stream of events of which at least one is part of a message or names its conversation. */
function holdsReply(body: string): boolean {
  if (parseObject(body) !== null) return false;
  return eventValues(body).some((frame) => isObject(frame) && REPLY_KEYS.some((key) => frame[key] !== undefined));
}

function replyConversation(exchange: Exchange): string | null {
  return named(eventValues(exchange.body)) ?? stringAt(parseObject(exchange.requestBody), 'conversation_id');
}

/** Returns the id that the frames announce: of their own, or of the message that opens the stream. */
function named(frames: readonly unknown[]): string | null {
  for (const frame of frames) {
    if (!isObject(frame)) continue;
    const id = stringAt(frame, 'conversation_id') ?? stringAt(objectAt(frame, 'v'), 'conversation_id');
    if (id !== null) return id;
  }
  return null;
}
