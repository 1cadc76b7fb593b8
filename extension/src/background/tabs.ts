import { browser } from 'wxt/browser';

import type { TabState } from '../messages';
import type { Outbox } from '../outbox/outbox';
import type { ChatView, TabView } from '../page-messages';
import { siteOfAddress } from '../sites/site-list';
import type { SiteId } from '../capture/capture';
import { isExcluded } from './policy';
import { erasures, excluded } from './settings';
import { Stored } from './stored';

const states = new Stored<Readonly<Record<string, TabState>>>('session', 'tabs', {});
const chats = new Stored<Readonly<Record<string, string | null>>>('session', 'tab-chats', {});

/** Remembers what a tab shows until it is closed or the browser ends. Returns what it showed before. */
export async function rememberTab(tab: number, state: TabState): Promise<TabState | null> {
  let before: TabState | null = null;
  await states.change((known) => {
    before = known[tab] ?? null;
    return { ...known, [tab]: state };
  });
  return before;
}

/** Remembers which chat a tab asked about, so that it can be named even while the page keeps silent about it. */
export async function rememberChat(tab: number, conversation: string | null): Promise<void> {
  if (((await chats.read())[tab] ?? null) !== conversation)
    await chats.change((known) => ({ ...known, [tab]: conversation }));
}

export async function forgetTab(tab: number): Promise<void> {
  await states.change((known) => without(known, tab));
  await chats.change((known) => without(known, tab));
}

function without<T>(known: Readonly<Record<string, T>>, tab: number): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(known).filter(([id]) => id !== String(tab)));
}

/** Describes the tab for the popup. What a tab said before it went to another site counts no more. */
export async function viewTab(tab: number | null, outbox: Outbox): Promise<TabView> {
  if (tab === null) return { kind: 'idle' };
  const site = siteOfAddress((await browser.tabs.get(tab)).url ?? '');
  if (site === null) return { kind: 'idle' };
  const state = (await states.read())[tab];
  if (state === undefined) return { kind: 'unseen', site: site.id };
  switch (state.kind) {
    case 'idle':
      return { kind: 'chat', site: site.id, chat: await viewChat(site.id, (await chats.read())[tab] ?? null, outbox) };
    case 'temporary':
    case 'drift':
      return state.site === site.id ? state : { kind: 'unseen', site: site.id };
    case 'capturing':
      if (state.site !== site.id) return { kind: 'unseen', site: site.id };
      return { kind: 'chat', site: site.id, chat: await viewChat(site.id, state.conversation, outbox) };
  }
}

async function viewChat(site: SiteId, conversation: string | null, outbox: Outbox): Promise<ChatView | null> {
  if (conversation === null) return null;
  const [record, waiting, unwanted, pending] = await Promise.all([
    outbox.chat(site, conversation),
    outbox.waitingOf(site, conversation),
    excluded.read(),
    erasures.read(),
  ]);
  const erasure = pending.find((item) => item.site === site && item.conversation === conversation);
  return {
    conversation,
    conversation_id: record?.conversation_id ?? null,
    kept_at: record?.kept_at ?? null,
    waiting,
    excluded: isExcluded(unwanted, site, conversation),
    erase_at: erasure?.due_at ?? null,
    erase_problem: erasure?.problem ?? null,
    unwanted: record?.unwanted ?? null,
  };
}
