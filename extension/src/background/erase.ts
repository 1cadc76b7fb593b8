import type { SiteId } from '../capture/capture';
import type { Outbox } from '../outbox/outbox';
import { isRecord, problemOf, type Problem } from '../outbox/problem';
import { verdictOf } from '../outbox/retry';
import { ask, type ServerAccess } from '../outbox/server';
import { erasures, excluded, keptAgain, type Erasure } from './settings';

/** How long “don't save this chat” can be undone, and how long to wait after a try that did not get through. */
export const GRACE_MS = 60_000;

const MOST_PAGES = 50;

/** Stops keeping the chat at once, holds back what waits, and plans its erasure. May run twice. */
export async function excludeChat(outbox: Outbox, site: SiteId, conversation: string, now: number): Promise<void> {
  const isOther = otherThan(site, conversation);
  await excluded.change((chats) => [...chats.filter(isOther), { site, conversation, at: now }]);
  await outbox.hold(site, conversation);
  await erasures.change((list) => [
    ...list.filter(isOther),
    { site, conversation, due_at: now + GRACE_MS, problem: null },
  ]);
}

/**
 * Keeps the chat again; what was held back waits again. What was erased stays erased, but the server is asked to take
 * the chat again, unless it never had it.
 */
export async function includeChat(outbox: Outbox, site: SiteId, conversation: string): Promise<void> {
  const isOther = otherThan(site, conversation);
  await erasures.change((list) => list.filter(isOther));
  await excluded.change((chats) => chats.filter(isOther));
  const chat = await outbox.chat(site, conversation);
  if (chat === null || chat.sent > 0) {
    await keptAgain.change((chats) => [...chats.filter(isOther), { site, conversation }]);
  }
  await outbox.release(site, conversation);
}

/** Tells the server of the chats that are kept again. Runs before anything is sent, or it would be turned away. */
export async function tellKeptAgain(access: ServerAccess | null): Promise<void> {
  if (access === null) return;
  for (const { site, conversation } of await keptAgain.read()) {
    const answer = await ask(access, '/v1/conversations/keep', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ site, source_id: conversation }),
    });
    if (answer === null || verdictOf(answer.status) === 'later') continue;
    // A server that refuses says so again, for the person to see, when captures of the chat arrive.
    await keptAgain.change((chats) => chats.filter(otherThan(site, conversation)));
  }
}

/** Makes an erasure due now, also one that the server refused before. */
export async function hastenErasure(site: SiteId, conversation: string): Promise<void> {
  const isOther = otherThan(site, conversation);
  await erasures.change((list) => list.map((item) => (isOther(item) ? item : { ...item, due_at: 0, problem: null })));
}

/** Carries out the erasures whose time has come: here first, then on the server. What the server refuses is kept to be shown. */
export async function eraseDue(outbox: Outbox, access: ServerAccess | null, now: number): Promise<void> {
  for (const erasure of await erasures.read()) {
    if (erasure.due_at > now || erasure.problem !== null) continue;
    await outbox.erase(erasure.site, erasure.conversation);
    const left = await eraseOnServer(outbox, access, erasure, now);
    const isOther = otherThan(erasure.site, erasure.conversation);
    await erasures.change((list) => list.flatMap((item) => (isOther(item) ? [item] : left === null ? [] : [left])));
    if (left === null) await outbox.forgetChat(erasure.site, erasure.conversation);
  }
}

/** Returns what is left to do: null when the chat is gone, a later try, or a problem to show. */
async function eraseOnServer(
  outbox: Outbox,
  access: ServerAccess | null,
  erasure: Erasure,
  now: number,
): Promise<Erasure | null> {
  const chat = await outbox.chat(erasure.site, erasure.conversation);
  if (chat === null || chat.sent === 0) return null;
  const later = { ...erasure, due_at: now + GRACE_MS };
  if (access === null) return later;
  const found = chat.conversation_id ?? (await findConversation(access, erasure.site, erasure.conversation));
  if (found === 'unknown') return null;
  if (typeof found !== 'string') return found.kind === 'later' ? later : { ...erasure, problem: found.problem };
  const answer = await ask(access, `/v1/conversations/${encodeURIComponent(found)}`, { method: 'DELETE' });
  if (answer === null || verdictOf(answer.status) === 'later') return later;
  if (answer.status <= 299 || answer.status === 404) return null;
  return { ...erasure, problem: problemOf(answer.body, answer.status) };
}

type Found = string | { readonly kind: 'later' } | { readonly kind: 'refused'; readonly problem: Problem };

/** Looks the chat up by the site's own id, newest chats first; 'unknown' when the server has none. */
async function findConversation(access: ServerAccess, site: SiteId, conversation: string): Promise<Found> {
  let after = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(access, `/v1/conversations?site=${site}&limit=100${after}`, { method: 'GET' });
    if (answer === null || verdictOf(answer.status) === 'later') return { kind: 'later' };
    if (answer.status !== 200) return { kind: 'refused', problem: problemOf(answer.body, answer.status) };
    const list = isRecord(answer.body) && Array.isArray(answer.body.data) ? answer.body.data : [];
    const match = list.find((item: unknown) => isRecord(item) && item.source_id === conversation) as unknown;
    if (isRecord(match) && typeof match.id === 'string') return match.id;
    const last = isRecord(answer.body) ? answer.body.last_id : null;
    if (!isRecord(answer.body) || answer.body.has_more !== true || typeof last !== 'string') return 'unknown';
    after = `&after=${encodeURIComponent(last)}`;
  }
  return 'unknown';
}

function otherThan(site: SiteId, conversation: string) {
  return (item: { readonly site: SiteId; readonly conversation: string }): boolean =>
    item.site !== site || item.conversation !== conversation;
}
