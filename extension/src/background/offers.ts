import { browser } from 'wxt/browser';

import type { PairReply, PairResult } from '../messages';
import type { Outbox } from '../outbox/outbox';
import { hostOf, readAddress } from './address';
import { isKey, pairByCode, testKey } from './pairing';
import { connection, consent, retry } from './settings';
import { Stored } from './stored';
import type { ConnectReply } from '../page-messages';

/** A /connect page's offer that waits until the person has answered. */
export interface Offer {
  readonly address: string;
  readonly code: string;
  readonly tab: number;
}

export const offer = new Stored<Offer | null>('session', 'offer', null);

type Answered = PairResult['reply'];

/**
 * Pairs at once when the person has allowed capturing and is not paired with another server; otherwise asks them first,
 * on a page that names the address.
 */
export async function takeOffer(outbox: Outbox, made: Offer): Promise<PairReply> {
  const paired = await connection.read();
  const mustAsk = (await consent.read()) !== 'given' || (paired !== null && paired.address !== made.address);
  if (!mustAsk) return completeOffer(outbox, made);
  await offer.write(made);
  await showPage('consent.html');
  return { kind: 'asking' };
}

/** Ends the waiting offer as the person answered, and tells the tab that made it. Null when none waits. */
export async function answerOffer(outbox: Outbox, accepted: boolean): Promise<Answered | null> {
  const made = await offer.read();
  if (made === null) return null;
  await offer.write(null);
  const reply: Answered = accepted
    ? await completeOffer(outbox, made)
    : { kind: 'failed', sentence: 'You chose not to connect this browser, so nothing was changed.' };
  const result: PairResult = { kind: 'pair-result', reply };
  await browser.tabs.sendMessage(made.tab, result).catch(() => undefined); // The tab may be closed by now.
  return reply;
}

/** Connects by a typed address and a key or a pairing code; saves nothing unless the server takes it. */
export async function connectByHand(outbox: Outbox, typed: string, secret: string): Promise<ConnectReply> {
  const address = readAddress(typed);
  if (address === null) return { works: false, sentence: 'That isn’t an address. One looks like 127.0.0.1:8377.' };
  const text = secret.trim();
  if (text === '')
    return { works: false, sentence: 'Paste the key or the pairing code that the server’s Connect page shows.' };
  if (!isKey(text)) {
    const reply = await completeOffer(outbox, { address, code: text, tab: -1 });
    if (reply.kind === 'failed') return { works: false, sentence: reply.sentence };
    return { works: true, sentence: `Paired with ${hostOf(address)}, space ${reply.space}.` };
  }
  const test = await testKey(address, text);
  if (test.kind === 'works') await saveConnection(outbox, address, text, null);
  return { works: test.kind === 'works', sentence: test.sentence };
}

/** Tries the connection as it stands. */
export async function testConnection(): Promise<ConnectReply> {
  const paired = await connection.read();
  if (paired === null) return { works: false, sentence: 'This browser isn’t paired with a server yet.' };
  const test = await testKey(paired.address, paired.key);
  if (test.kind === 'works') await connection.write({ ...paired, refused: null });
  return { works: test.kind === 'works', sentence: test.sentence };
}

/** Opens one of the extension's pages, or brings it to the front. */
export async function showPage(name: 'consent.html' | 'options.html'): Promise<void> {
  const url = browser.runtime.getURL(`/${name}`);
  const [open] = await browser.runtime.getContexts({ contextTypes: ['TAB'], documentUrls: [url] });
  if (open === undefined || open.tabId < 0 || !(await shownAgain(open.tabId, url))) await browser.tabs.create({ url });
}

/** False when the tab was closed meanwhile. */
function shownAgain(tab: number, url: string): Promise<boolean> {
  return browser.tabs.update(tab, { active: true, url }).then(
    () => true,
    () => false,
  );
}

async function completeOffer(outbox: Outbox, { address, code }: Offer): Promise<Answered> {
  const pairing = await pairByCode(address, code);
  if (pairing.kind === 'failed') return pairing;
  await saveConnection(outbox, address, pairing.key, pairing.space);
  return { kind: 'paired', space: pairing.space };
}

async function saveConnection(outbox: Outbox, address: string, key: string, space: string | null): Promise<void> {
  const before = await connection.read();
  const isSame = before?.address === address;
  if (before !== null && !isSame) await outbox.forgetServer();
  await connection.write({ address, key, space: space ?? (isSame ? before.space : ''), refused: null });
  await retry.write(null);
}
