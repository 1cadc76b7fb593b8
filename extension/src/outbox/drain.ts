import type { Capture, SiteId } from '../capture/capture';
import type { Row } from './database';
import type { BatchLimits, Outbox } from './outbox';
import type { Problem } from './problem';
import { backoff } from './retry';
import type { Delivery } from './rows';
import type { CaptureResult, Outcome, ServerAccess } from './server';

/** Why and since when the queue waits. Kept in storage, because the worker dies between tries. Times: ms since 1970. */
export interface RetryState {
  /** Tries failed in a row, from 1. */
  readonly attempts: number;
  readonly next_try_at: number;
  readonly away_since: number;
  /** The status that asked for patience; null when the connection was lost. */
  readonly status: number | null;
}

/** What draining needs from its surroundings. */
export interface DrainPorts {
  readonly outbox: Pick<Outbox, 'next' | 'deliver' | 'refuse'>;
  /** Null while there is no server, or its key is no longer accepted: then everything waits. */
  readonly access: () => Promise<ServerAccess | null>;
  readonly send: (access: ServerAccess, captures: readonly Capture[]) => Promise<Outcome>;
  readonly readRetry: () => Promise<RetryState | null>;
  readonly writeRetry: (state: RetryState | null) => Promise<void>;
  readonly keyRefused: (access: ServerAccess, problem: Problem) => Promise<void>;
  /** Whether the server could read the newest capture of a site; not called while it has not read it yet. */
  readonly read: (site: SiteId, drift: boolean) => Promise<void>;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Refusals by design: the person asked for them, so there is nothing to show. */
const UNWANTED: ReadonlySet<string> = new Set(['temporary_chat', 'do_not_remember', 'deleted']);

const MOST_CAPTURES = 50;
const LARGEST_BATCH = 4 * 1024 * 1024;
const SHORTEST_ASKED_MS = 1_000;

/**
 * Brings what waits to the server, oldest first, one request at a time. What is refused is set aside and never blocks
 * the next; what may be tried again is, no sooner than allowed. May be asked to run at any moment, from anywhere.
 */
export class Drain {
  readonly #ports: DrainPorts;
  #running: Promise<void> | null = null;
  #asked = false;
  #forced = false;

  constructor(ports: DrainPorts) {
    this.#ports = ports;
  }

  /** Drains until nothing waits or patience is asked for. `now` tries even if the time has not come. */
  run(when: 'due' | 'now' = 'due'): Promise<void> {
    this.#asked = true;
    this.#forced ||= when === 'now';
    this.#running ??= this.#loop();
    return this.#running;
  }

  async #loop(): Promise<void> {
    try {
      while (this.#asked) {
        const forced = this.#forced;
        this.#asked = this.#forced = false;
        await this.#pass(forced);
      }
    } finally {
      this.#running = null;
    }
  }

  async #pass(forced: boolean): Promise<void> {
    const retry = await this.#ports.readRetry();
    if (!forced && retry !== null && retry.next_try_at > this.#ports.now()) return;
    let limits = limitsAfter(retry);
    for (;;) {
      const access = await this.#ports.access();
      if (access === null) return;
      const batch = await this.#ports.outbox.next(limits);
      if (batch.length === 0) {
        await this.#ports.writeRetry(null);
        return;
      }
      if ((await this.#deliver(access, batch)) === 'stop') return;
      limits = limitsAfter(null);
    }
  }

  async #deliver(access: ServerAccess, batch: readonly Row[]): Promise<'go on' | 'stop'> {
    const outcome = await this.#ports.send(
      access,
      batch.map((row) => row.capture),
    );
    switch (outcome.kind) {
      case 'answered':
        return this.#settle(batch, outcome.results);
      case 'later':
        return this.#wait(outcome.status, outcome.waitMillis);
      case 'key-refused':
        await this.#ports.keyRefused(access, outcome.problem);
        return 'stop';
      case 'too-large':
      case 'refused':
        return this.#findTheBadOne(access, batch, outcome.problem);
    }
  }

  /** Halves a refused batch until the refusal names one capture, which is set aside. */
  async #findTheBadOne(access: ServerAccess, batch: readonly Row[], problem: Problem): Promise<'go on' | 'stop'> {
    const [only, second] = batch;
    if (only !== undefined && second === undefined) {
      await this.#ports.outbox.refuse(only.id, problem);
      return 'go on';
    }
    const middle = Math.ceil(batch.length / 2);
    const first = await this.#deliver(access, batch.slice(0, middle));
    return first === 'stop' ? 'stop' : this.#deliver(access, batch.slice(middle));
  }

  async #settle(batch: readonly Row[], results: readonly CaptureResult[]): Promise<'go on' | 'stop'> {
    const sent = new Map(batch.map((row) => [row.id, row]));
    const answered = results.filter((result) => sent.has(result.id));
    if (answered.length === 0) return this.#wait(null, null);

    const deliveries = answered.flatMap((result) => deliveryOf(result));
    await this.#ports.outbox.deliver(deliveries, this.#ports.now());
    for (const { id, problem } of answered) {
      if (problem !== null && !UNWANTED.has(problem.code)) await this.#ports.outbox.refuse(id, problem);
    }
    const newest = new Map<SiteId, boolean>();
    for (const { id, drift, conversation_id } of answered) {
      const row = sent.get(id);
      if (row !== undefined && (drift || conversation_id !== null)) newest.set(row.site, drift);
    }
    for (const [site, drift] of newest) await this.#ports.read(site, drift);
    await this.#ports.writeRetry(null);
    return 'go on';
  }

  async #wait(status: number | null, askedMillis: number | null): Promise<'stop'> {
    const now = this.#ports.now();
    const before = await this.#ports.readRetry();
    const attempts = (before?.attempts ?? 0) + 1;
    const wait =
      askedMillis === null ? backoff(attempts, this.#ports.random()) : Math.max(askedMillis, SHORTEST_ASKED_MS);
    await this.#ports.writeRetry({
      attempts,
      next_try_at: now + wait,
      away_since: before?.away_since ?? now,
      status,
    });
    return 'stop';
  }
}

/** After lost connections the next batch is smaller, in case it was the size that did not get through. */
function limitsAfter(retry: RetryState | null): BatchLimits {
  const halvings = retry === null || retry.status !== null ? 0 : Math.min(retry.attempts, 4);
  return { count: MOST_CAPTURES, size: LARGEST_BATCH / 2 ** halvings };
}

function deliveryOf({ id, status, conversation_id, problem }: CaptureResult): readonly Delivery[] {
  if (status !== 'rejected') return [{ id, conversation_id, unwanted: null }];
  if (problem !== null && UNWANTED.has(problem.code)) return [{ id, conversation_id: null, unwanted: problem.code }];
  return [];
}
