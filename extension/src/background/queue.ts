import { browser } from 'wxt/browser';

import { Drain } from '../outbox/drain';
import type { Outbox } from '../outbox/outbox';
import { sendCaptures, type ServerAccess } from '../outbox/server';
import { badgeOf, showBadge } from './badge';
import { eraseDue } from './erase';
import { connection, consent, erasures, retry, unread } from './settings';
import { readStatus } from './status';

/** Wakes the worker while anything waits. Chrome rings no sooner than after 30 seconds. */
export const ALARM = 'queue';

const SOONEST_ALARM_MS = 30_000;
const KEEP_AWAKE_MS = 20_000;

/** Keeps the outbox moving: tries at once when there is news, and by alarm and timer when patience is asked for. */
export class Queue {
  readonly #outbox: Outbox;
  readonly #drain: Drain;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
    this.#drain = new Drain({
      outbox,
      access: readAccess,
      send: sendCaptures,
      readRetry: () => retry.read(),
      writeRetry: (state) => retry.write(state),
      keyRefused: async (access, problem) => {
        await connection.change((now) => (now?.key === access.key ? { ...now, refused: problem } : now));
      },
      read: async (site, drift) => {
        await unread.change((sites) => [...sites.filter((other) => other !== site), ...(drift ? [site] : [])]);
      },
      now: Date.now,
      random: Math.random,
    });
  }

  /** Makes sure that the worker is woken for what begins to wait now, even if it is ended before it can plan. */
  async arm(): Promise<void> {
    await this.#alarmAt(Date.now() + SOONEST_ALARM_MS);
  }

  /** Sends what may be sent, then plans the next try and shows the state. */
  async move(when: 'due' | 'now' = 'due'): Promise<void> {
    await this.arm();
    const awake = setInterval(() => void browser.runtime.getPlatformInfo(), KEEP_AWAKE_MS);
    try {
      await this.#drain.run(when);
      await eraseDue(this.#outbox, await readAccess(), Date.now());
    } finally {
      clearInterval(awake);
      await this.#plan();
      await this.show();
    }
  }

  /** Shows the state on the toolbar's button. */
  async show(): Promise<void> {
    await showBadge(badgeOf(await readStatus(this.#outbox, Date.now())));
  }

  async #plan(): Promise<void> {
    clearTimeout(this.#timer);
    const next = await this.#nextMoment();
    if (next === null) {
      await browser.alarms.clear(ALARM);
      // What began to wait meanwhile must not lose its alarm to this clearing.
      if ((await this.#nextMoment()) !== null) await this.arm();
      return;
    }
    const wait = Math.max(0, next - Date.now());
    if (wait < SOONEST_ALARM_MS) this.#timer = setTimeout(() => void this.move(), wait);
    await this.#alarmAt(Math.max(next, Date.now() + SOONEST_ALARM_MS));
  }

  /** When there will be something to do; null when only news can change anything. */
  async #nextMoment(): Promise<number | null> {
    const moments = (await erasures.read()).filter((item) => item.problem === null).map((item) => item.due_at);
    const waits = (await readAccess()) !== null && (await this.#outbox.counts()).waiting > 0;
    if (waits) moments.push((await retry.read())?.next_try_at ?? Date.now() + 1_000);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  async #alarmAt(when: number): Promise<void> {
    await browser.alarms.create(ALARM, { when, periodInMinutes: 1 });
  }
}

async function readAccess(): Promise<ServerAccess | null> {
  const paired = await connection.read();
  return paired === null || paired.refused !== null || (await consent.read()) !== 'given' ? null : paired;
}
