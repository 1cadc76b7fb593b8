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

/** Remembers what a tab shows until it is closed or the browser ends. Returns what it showed before. */
export async function rememberTab(tab: number, state: TabState): Promise<TabState | null> {
  let before: TabState | null = null;
  await states.change((known) => {
    before = known[tab] ?? null;
    return { ...known, [tab]: state };
  });
  return before;
}

export async function forgetTab(tab: number): Promise<void> {
  await states.change((known) => Object.fromEntries(Object.entries(known).filter(([id]) => id !== String(tab))));
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
      return { kind: 'chat', site: site.id, chat: null };
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
  const [record, waiting, chats, pending] = await Promise.all([
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
    excluded: isExcluded(chats, site, conversation),
    erase_at: erasure?.due_at ?? null,
    erase_problem: erasure?.problem ?? null,
    unwanted: record?.unwanted ?? null,
  };
}
