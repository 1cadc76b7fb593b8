import type { IDBPObjectStore } from 'idb';

import type { Capture, SiteId } from '../capture/capture';
import { settled, STRICT, type ChatRecord, type OutboxDatabase, type OutboxSchema, type Row } from './database';
import type { Problem } from './problem';
import { chatAfter, newChat, rowOf, sourceOf, type Delivery } from './rows';
import { supersedes } from './supersede';

/** How much goes out at once. A capture larger than `size` goes alone. */
export interface BatchLimits {
  readonly count: number;
  readonly size: number;
}

/** How many captures are here, by state. */
export interface QueueCounts {
  readonly waiting: number;
  readonly refused: number;
}

/** A refused capture as it is shown: never its text. */
export type RefusedItem = Pick<Row, 'id' | 'site' | 'added_at' | 'size'> & { readonly problem: Problem };

const FROM_FIRST = 0;
const TO_LAST = Number.MAX_SAFE_INTEGER;

/**
 * The captures that wait in this browser, oldest first. Every change is durable when its promise resolves; nothing is
 * ever evicted, so a full disk is the caller's error to show.
 */
export class Outbox {
  readonly #database: OutboxDatabase;

  constructor(database: OutboxDatabase) {
    this.#database = database;
  }

  /**
   * Keeps the capture; adding the same id again changes nothing. Resolves after the transaction is complete.
   *
   * @throws DOMException `QuotaExceededError` when the disk is full; then nothing of the capture is kept
   */
  async add(capture: Capture, now: number): Promise<void> {
    const transaction = this.#database.transaction(['captures', 'chats'], 'readwrite', STRICT);
    const captures = transaction.objectStore('captures');
    const work = async (): Promise<void> => {
      if ((await captures.index('id').getKey(capture.id)) !== undefined) return;
      const source = IDBKeyRange.only(sourceOf(capture));
      let row = await captures.index('part').openCursor(source);
      while (row !== null) {
        if (row.value.state === 'waiting' && supersedes(capture, row.value.capture)) await row.delete();
        row = await row.continue();
      }
      await captures.add(rowOf(capture, now));
      const conversation = capture.conversation_source_id;
      if (conversation === null) return;
      const chats = transaction.objectStore('chats');
      await chats.put({
        ...((await chats.get([capture.site, conversation])) ?? newChat(capture.site, conversation)),
        kept_at: now,
      });
    };
    await settled(work(), transaction.done);
  }

  /** Returns the oldest waiting captures that fit the limits; always at least one when any waits. */
  async next(limits: BatchLimits): Promise<readonly Row[]> {
    const batch: Row[] = [];
    let size = 0;
    const index = this.#database.transaction('captures').store.index('state');
    let cursor = await index.openCursor(IDBKeyRange.bound(['waiting', FROM_FIRST], ['waiting', TO_LAST]));
    while (cursor !== null && batch.length < limits.count) {
      const row = cursor.value;
      if (batch.length > 0 && size + row.size > limits.size) break;
      batch.push(row);
      size += row.size;
      cursor = await cursor.continue();
    }
    return batch;
  }

  /** Removes what the server took or will never want, and remembers which chat it belonged to. */
  async deliver(deliveries: readonly Delivery[], now: number): Promise<void> {
    const transaction = this.#database.transaction(['captures', 'chats', 'counters'], 'readwrite', STRICT);
    const [captures, chats, counters] = [
      transaction.objectStore('captures'),
      transaction.objectStore('chats'),
      transaction.objectStore('counters'),
    ];
    // All requests of one kind are made at once: waiting for each alone would take most of the time of a long queue.
    const work = async (): Promise<void> => {
      const once = [...new Map(deliveries.map((delivery) => [delivery.id, delivery])).values()];
      const rows = await Promise.all(once.map(({ id }) => captures.index('id').get(id)));
      const found = once.flatMap((delivery, at) => (rows[at] === undefined ? [] : [{ delivery, row: rows[at] }]));
      const unwanted = found.filter(({ delivery }) => delivery.unwanted !== null).length;
      await Promise.all([
        ...found.map(({ row }) => captures.delete(row.seq ?? FROM_FIRST)),
        raise(counters, 'unwanted', unwanted),
        raise(counters, 'sent', found.length - unwanted),
      ]);
      await Promise.all(
        byChat(found).map(async ([key, ofChat]) => {
          const before = (await chats.get(key)) ?? { ...newChat(...key), kept_at: now };
          await chats.put(ofChat.reduce(chatAfter, before));
        }),
      );
    };
    await settled(work(), transaction.done);
  }

  /** Sets the capture aside with its problem; it stays here and is shown. */
  async refuse(id: string, problem: Problem): Promise<void> {
    await this.#update(IDBKeyRange.only(id), 'id', (row) =>
      row.state === 'held' ? row : { ...row, state: 'refused', problem },
    );
  }

  /** Puts refused captures back into the queue, in their old order. */
  async retryRefused(): Promise<void> {
    const refused = IDBKeyRange.bound(['refused', FROM_FIRST], ['refused', TO_LAST]);
    await this.#update(refused, 'state', ({ problem: _problem, ...row }) => ({ ...row, state: 'waiting' }));
  }

  /** Deletes one refused capture for good. Only ever called because the person asked for it. */
  async discardRefused(id: string): Promise<void> {
    await this.#update(IDBKeyRange.only(id), 'id', (row) => (row.state === 'refused' ? null : row));
  }

  /** Keeps everything of a chat back from the server, so that it can still be brought back. */
  async hold(site: SiteId, conversation: string): Promise<void> {
    await this.#update(IDBKeyRange.only([site, conversation]), 'chat', (row) => ({ ...row, state: 'held' }));
  }

  /** Lets what was held of a chat wait again. */
  async release(site: SiteId, conversation: string): Promise<void> {
    await this.#update(IDBKeyRange.only([site, conversation]), 'chat', ({ problem: _problem, ...row }) =>
      row.state === 'held' ? { ...row, state: 'waiting' } : row,
    );
  }

  /** Deletes everything of a chat from this browser. */
  async erase(site: SiteId, conversation: string): Promise<void> {
    await this.#update(IDBKeyRange.only([site, conversation]), 'chat', () => null);
  }

  /** Forgets when and how often something of a chat was kept. */
  async forgetChat(site: SiteId, conversation: string): Promise<void> {
    await this.#database.delete('chats', [site, conversation]);
  }

  /** Forgets the server's ids of all chats, because another server does not know them. */
  async forgetServer(): Promise<void> {
    const transaction = this.#database.transaction('chats', 'readwrite', STRICT);
    const work = async (): Promise<void> => {
      for (const chat of await transaction.store.getAll()) {
        await transaction.store.put({ ...chat, conversation_id: null, sent: 0, unwanted: null });
      }
    };
    await settled(work(), transaction.done);
  }

  async counts(): Promise<QueueCounts> {
    const index = this.#database.transaction('captures').store.index('state');
    const [waiting, refused] = await Promise.all([
      index.count(IDBKeyRange.bound(['waiting', FROM_FIRST], ['waiting', TO_LAST])),
      index.count(IDBKeyRange.bound(['refused', FROM_FIRST], ['refused', TO_LAST])),
    ]);
    return { waiting, refused };
  }

  /** Returns how many captures the server has taken since this browser began. */
  async sent(): Promise<number> {
    return (await this.#database.get('counters', 'sent')) ?? 0;
  }

  async refused(): Promise<readonly RefusedItem[]> {
    const range = IDBKeyRange.bound(['refused', FROM_FIRST], ['refused', TO_LAST]);
    const rows = await this.#database.getAllFromIndex('captures', 'state', range);
    return rows.map(({ id, site, added_at, size, problem }) => ({
      id,
      site,
      added_at,
      size,
      problem: problem ?? { code: 'refused', sentence: 'The server refused it.', status: null },
    }));
  }

  async waitingOf(site: SiteId, conversation: string): Promise<number> {
    const rows = await this.#database.getAllFromIndex('captures', 'chat', IDBKeyRange.only([site, conversation]));
    return rows.filter((row) => row.state === 'waiting').length;
  }

  async chat(site: SiteId, conversation: string): Promise<ChatRecord | null> {
    return (await this.#database.get('chats', [site, conversation])) ?? null;
  }

  /** Rewrites the rows that a range of an index names: null deletes, the same row leaves it alone. */
  async #update(
    range: IDBKeyRange,
    indexName: 'id' | 'state' | 'chat',
    change: (row: Row) => Row | null,
  ): Promise<void> {
    const transaction = this.#database.transaction('captures', 'readwrite', STRICT);
    const work = async (): Promise<void> => {
      const keys = await transaction.store.index(indexName).getAllKeys(range);
      for (const key of keys) {
        const row = await transaction.store.get(key);
        if (row === undefined) continue;
        const changed = change(row);
        if (changed === null) await transaction.store.delete(key);
        else if (changed !== row) await transaction.store.put(changed);
      }
    };
    await settled(work(), transaction.done);
  }
}

interface Found {
  readonly delivery: Delivery;
  readonly row: Row;
}

/** Groups deliveries by chat; what belongs to none is left out. */
function byChat(found: readonly Found[]): readonly (readonly [[SiteId, string], readonly Delivery[]])[] {
  const groups = new Map<string, [[SiteId, string], Delivery[]]>();
  for (const { delivery, row } of found) {
    if (row.conversation === null) continue;
    const name = `${row.site} ${row.conversation}`;
    const group = groups.get(name) ?? [[row.site, row.conversation], []];
    group[1].push(delivery);
    groups.set(name, group);
  }
  return [...groups.values()];
}

type Counters = IDBPObjectStore<OutboxSchema, ('captures' | 'chats' | 'counters')[], 'counters', 'readwrite'>;

async function raise(counters: Counters, name: string, by: number): Promise<void> {
  if (by > 0) await counters.put(((await counters.get(name)) ?? 0) + by, name);
}
