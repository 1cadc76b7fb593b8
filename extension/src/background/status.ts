import { browser } from 'wxt/browser';

import type { Outbox } from '../outbox/outbox';
import type { StatusView } from '../page-messages';
import { SITE_LIST } from '../sites/site-list';
import { offer } from './offers';
import { connection, excluded, full, readRules, retry, unread } from './settings';

/** Gathers everything but the tab. Holds no chat text and no key. */
export async function readStatus(outbox: Outbox, now: number): Promise<Omit<StatusView, 'tab'>> {
  const [rules, paired, counts, sent, isFull, waitingSince, drifting, offered, chats] = await Promise.all([
    readRules(),
    connection.read(),
    outbox.counts(),
    outbox.sent(),
    full.read(),
    retry.read(),
    unread.read(),
    offer.read(),
    excluded.read(),
  ]);
  return {
    now,
    version: browser.runtime.getManifest().version,
    consent: rules.consent,
    connection: paired && { address: paired.address, space: paired.space, refused: paired.refused },
    queue: { ...counts, sent, full: isFull },
    retry: waitingSince,
    pause: rules.pause,
    sites: SITE_LIST.map(({ id }) => ({ id, on: !rules.sitesOff.includes(id), unread: drifting.includes(id) })),
    offer: offered && { address: offered.address },
    excluded: chats,
  };
}
