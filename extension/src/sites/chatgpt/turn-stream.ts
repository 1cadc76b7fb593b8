import { isObject, parseJson, stringAt, type JsonObject } from '../json';
import type { StreamJoiner, StreamPiece } from '../stream-joiner';

/** A piece of a reply. `key` is the number that the site gave it, or the piece itself where it gave none. */
interface Item {
  readonly topic: string;
  readonly conversation: string | null;
  readonly key: string;
  readonly numbered: boolean;
  readonly text: string;
}

const TURN_STREAM = 'conversation-turn-stream';

/**
 * Joins the stream items of ChatGPT's socket into replies, one a topic. Items that come again (`catchups` of a new
 * subscription) are recognised by their number, or by overlap. Frames of other topics (presence, lists) are ignored.
 */
export function turnStreamJoiner(): StreamJoiner {
  const streams = new Map<string, readonly Item[]>();
  return {
    accept(frame) {
      const items = itemsIn(parseJson(frame), { topic: '', offset: null, foreign: false });
      const topics = [...new Set(items.map(({ topic }) => topic))];
      return topics.flatMap((topic) => {
        const before = streams.get(topic) ?? [];
        const fresh = unseen(
          before,
          items.filter((item) => item.topic === topic),
        );
        streams.set(topic, [...before, ...fresh]);
        return fresh.length === 0 ? [] : [piece(topic, fresh)];
      });
    },
  };
}

function piece(topic: string, items: readonly Item[]): StreamPiece {
  const conversation = items.find((item) => item.conversation !== null)?.conversation ?? null;
  return { topic, conversation, text: items.map(({ text }) => closed(text)).join('') };
}

/** Returns those of the items that are not there already. */
function unseen(before: readonly Item[], arrived: readonly Item[]): readonly Item[] {
  const known = new Set(before.filter(({ numbered }) => numbered).map(({ key }) => key));
  const fresh = arrived.filter(({ numbered, key }) => !numbered || !known.has(key));
  if (fresh.length < 2 || fresh.some(({ numbered }) => numbered)) return fresh;
  return contains(before, fresh) ? [] : fresh.slice(overlap(before, fresh));
}

/** Returns how many items at the start of a catch-up are the last that are there. */
function overlap(before: readonly Item[], fresh: readonly Item[]): number {
  for (let length = Math.min(before.length, fresh.length); length > 0; length--) {
    if (before.slice(-length).every(({ key }, at) => key === fresh[at]?.key)) return length;
  }
  return 0;
}

function contains(all: readonly Item[], part: readonly Item[]): boolean {
  return all.some((_, start) => part.every(({ key }, at) => all[start + at]?.key === key));
}

/** An item is one or more whole events; the empty line behind the last may be missing. */
function closed(text: string): string {
  if (/\r?\n\r?\n$/.test(text)) return text;
  return text.endsWith('\n') ? `${text}\n` : `${text}\n\n`;
}

/** What the surrounding objects of a frame said. */
interface Around {
  readonly topic: string;
  readonly offset: string | null;
  readonly foreign: boolean;
}

/** Walks a frame of any nesting: live frames, lists of them, and the catch-ups in the reply to a subscription. */
function itemsIn(value: unknown, around: Around): readonly Item[] {
  if (Array.isArray(value)) return value.flatMap((element) => itemsIn(element, around));
  if (!isObject(value)) return [];
  const topic = stringAt(value, 'topic_id') ?? (around.topic === '' ? topicOfTurn(value) : around.topic);
  const offset = stringAt(value, 'offset') ?? around.offset;
  const here = { topic, offset, foreign: around.foreign || isForeign(value) };
  const text = stringAt(value, 'encoded_item');
  if (text === null) return Object.values(value).flatMap((inner) => itemsIn(inner, here));
  return here.foreign ? [] : [itemOf(value, here, text)];
}

function topicOfTurn(value: JsonObject): string {
  const turn = stringAt(value, 'turn_id');
  return turn === null ? '' : `conversation-turn-${turn}`;
}

function itemOf(value: JsonObject, { topic, offset }: Around, text: string): Item {
  const number = stringAt(value, 'stream_item_id') ?? offset;
  const conversation = stringAt(value, 'conversation_id');
  return { topic, conversation, key: number ?? text, numbered: number !== null, text };
}

/** An envelope whose payload names a stream of another kind than that of a turn. */
function isForeign(value: JsonObject): boolean {
  const type = stringAt(value, 'type');
  return isObject(value['payload']) && type !== null && type.includes('-') && type !== TURN_STREAM;
}
