import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { Capture, SiteId } from '../capture/capture';
import type { Problem } from './problem';

/**
 * `waiting` goes out with the next batch; `held` belongs to a chat that is about to be erased, and can still be brought
 * back; `refused` stays until the person decides.
 */
export type RowState = 'waiting' | 'held' | 'refused';

/** Site, kind and address of a capture's source. */
export type PartSource = readonly [SiteId, Capture['kind'], string];

/** One capture in this browser. */
export interface Row {
  /** Order of arrival, given by the database; absent only before the row is added. */
  readonly seq?: number;
  readonly id: string;
  readonly state: RowState;
  readonly site: SiteId;
  /** The site's own id of the chat; null while it has none. */
  readonly conversation: string | null;
  /** Length of the capture as JSON, in UTF-16 units: near enough to bytes for sizing a batch. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly added_at: number;
  readonly capture: Capture;
  /** Where the capture came from; present only while it is a part, which a later one may replace. */
  readonly part_of?: PartSource;
  /** Present when refused. */
  readonly problem?: Problem;
}

/** What stays known of a chat after its captures went out: no text, only when and where. */
export interface ChatRecord {
  readonly site: SiteId;
  readonly conversation: string;
  /** The server's id, once it named one. */
  readonly conversation_id: string | null;
  /** How many captures the server took. */
  readonly sent: number;
  /** Milliseconds since 1970; when a capture was last kept here. */
  readonly kept_at: number;
  /** The code with which the server keeps refusing this chat by design (`deleted`, `temporary_chat` …), or null. */
  readonly unwanted: string | null;
}

export interface OutboxSchema extends DBSchema {
  captures: {
    key: number;
    value: Row;
    indexes: { id: string; state: [RowState, number]; chat: [SiteId, string]; part: [SiteId, Capture['kind'], string] };
  };
  chats: { key: [SiteId, string]; value: ChatRecord };
  counters: { key: string; value: number };
}

export type OutboxDatabase = IDBPDatabase<OutboxSchema>;

/** A write is acknowledged only after it would survive the loss of power. */
export const STRICT = { durability: 'strict' } as const;

/**
 * Opens the outbox's database, making it on first use.
 *
 * @param onGone called when the browser takes it away; then every later use of it fails
 */
export function openOutboxDatabase(name: string, onGone?: () => void): Promise<OutboxDatabase> {
  return openDB<OutboxSchema>(name, 1, {
    ...(onGone === undefined ? {} : { terminated: onGone }),
    upgrade(database) {
      const captures = database.createObjectStore('captures', { keyPath: 'seq', autoIncrement: true });
      captures.createIndex('id', 'id', { unique: true });
      captures.createIndex('state', ['state', 'seq']);
      captures.createIndex('chat', ['site', 'conversation']);
      captures.createIndex('part', 'part_of');
      database.createObjectStore('chats', { keyPath: ['site', 'conversation'] });
      database.createObjectStore('counters');
    },
  });
}

/** Waits for both; the transaction's own error tells more than that of the request which it aborted. */
export async function settled(work: Promise<void>, done: Promise<void>): Promise<void> {
  const [worked, committed] = await Promise.allSettled([work, done]);
  if (committed.status === 'rejected') throw committed.reason;
  if (worked.status === 'rejected') throw worked.reason;
}
