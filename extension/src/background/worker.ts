import { browser, type Browser } from 'wxt/browser';

import type { ToWorker } from '../messages';
import { openOutboxDatabase } from '../outbox/database';
import { Outbox } from '../outbox/outbox';
import { isRecord } from '../outbox/problem';
import type { FromPage } from '../page-messages';
import { showPage } from './offers';
import { answerPage } from './page-calls';
import { ALARM, Queue } from './queue';
import { senderOf } from './sender';
import { consent } from './settings';
import { answerSite } from './site-messages';
import { closeStorageToContentScripts } from './stored';
import { forgetTab } from './tabs';

const FROM_SITES: ReadonlySet<unknown> = new Set<ToWorker['kind']>(['capture', 'tab-state', 'policy', 'pair-offer']);

interface Rooms {
  readonly outbox: Outbox;
  readonly queue: Queue;
}

/**
 * Starts the worker. Listeners are registered at once, as Chrome demands; everything that must outlive the worker is
 * read from storage when it is needed.
 */
export function startWorker(): void {
  const rooms = openedOnce();
  const move = (when: 'due' | 'now') => void rooms().then(({ queue }) => queue.move(when));

  browser.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: unknown) => void) => {
    void rooms()
      .then((opened) => answer(opened, message, sender))
      .then(reply, () => reply(undefined));
    return true;
  });
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) move('due');
  });
  browser.tabs.onRemoved.addListener((tab) => void forgetTab(tab));
  browser.runtime.onStartup.addListener(() => move('due'));
  browser.runtime.onInstalled.addListener(() => void askForConsent());
  globalThis.addEventListener('online', () => move('now'));
  move('due');
}

/**
 * Opens the rooms when they are first needed. Where that fails, or the browser takes the database away, whoever asks next
 * tries anew: right after a crash the disk may still be held by what is left of the browser before.
 */
function openedOnce(): () => Promise<Rooms> {
  let opening: Promise<Rooms> | null = null;
  const forget = (): void => void (opening = null);
  return () => {
    opening ??= openRooms(forget).catch((failure: unknown) => {
      forget();
      throw failure;
    });
    return opening;
  };
}

async function openRooms(onGone: () => void): Promise<Rooms> {
  await closeStorageToContentScripts();
  const outbox = new Outbox(await openOutboxDatabase('everthread-outbox', onGone));
  return { outbox, queue: new Queue(outbox) };
}

/** A message that its sender may not send is answered with undefined, like one that nobody knows. */
async function answer(rooms: Rooms, message: unknown, from: Browser.runtime.MessageSender): Promise<unknown> {
  if (!isRecord(message)) return undefined;
  const sender = senderOf(from);
  if (sender.kind === 'stranger') return undefined;
  if (FROM_SITES.has(message.kind))
    return answerSite(rooms.outbox, rooms.queue, message as unknown as ToWorker, sender);
  if (sender.kind === 'page') return answerPage(rooms.outbox, rooms.queue, message as unknown as FromPage);
  return undefined;
}

async function askForConsent(): Promise<void> {
  if ((await consent.read()) === 'unasked') await showPage('consent.html');
}
