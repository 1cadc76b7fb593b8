import { browser } from 'wxt/browser';

import { isLoopback } from '../../background/address';
import type { StatusView, ChatName } from '../../page-messages';
import { ask } from '../../ui/ask';
import type { Deed } from '../../ui/face';
import { reportOf } from '../../ui/report';

/** What the popup knows while it is open. */
export interface Doing {
  status: StatusView | null;
  /** True while the choice of pauses is open. */
  pausing: boolean;
  readonly say: (sentence: string) => void;
  readonly refresh: () => Promise<void>;
}

export type PopupDeed = Deed | 'settings' | 'forget-chat' | 'pause';

/** Does what a button says, then shows the new state. */
export async function doDeed(deed: PopupDeed, doing: Doing): Promise<void> {
  const { status } = doing;
  if (status === null) return;
  const sentence = await carryOut(deed, status, doing);
  if (sentence !== null) doing.say(sentence);
  await doing.refresh();
}

/** Returns what a screen reader should hear, or null when the new state says it. */
async function carryOut(deed: PopupDeed, status: StatusView, doing: Doing): Promise<string | null> {
  switch (deed) {
    case 'set-up':
      return open(browser.runtime.getURL('/consent.html'));
    case 'connect':
    case 'diagnose':
      return open(browser.runtime.getURL('/options.html#connection'));
    case 'see-refused':
      return open(browser.runtime.getURL('/options.html#refused'));
    case 'settings':
      return open(browser.runtime.getURL('/options.html'));
    case 'pair-again':
      return open(pairingPage(status));
    case 'search':
      return open(`${status.connection?.address ?? ''}/`);
    case 'memories':
      return open(`${status.connection?.address ?? ''}/memories`);
    case 'try-now':
      await ask('try-now', {});
      return 'Trying now.';
    case 'pause':
      doing.pausing = !doing.pausing;
      return null;
    case 'resume':
      await ask('pause', { pause: { kind: 'off' } });
      return null;
    case 'report':
      await navigator.clipboard.writeText(reportOf(status, await ask('refused', {}), navigator.userAgent));
      return 'Copied. The report holds no chat text.';
    case 'forget-chat':
      return withChat(status, (chat) => ask('exclude', chat));
    case 'erase-now':
      return withChat(status, (chat) => ask('erase-now', chat));
    case 'undo':
    case 'keep-again':
      return withChat(status, (chat) => ask('include', chat));
  }
}

/** One click pairs on the page of a server on this machine; any other is paired by hand. */
function pairingPage({ connection }: StatusView): string {
  if (connection !== null && isLoopback(connection.address)) return `${connection.address}/connect`;
  return browser.runtime.getURL('/options.html#connection');
}

async function open(url: string): Promise<null> {
  await browser.tabs.create({ url });
  window.close();
  return null;
}

async function withChat({ tab }: StatusView, change: (chat: ChatName) => Promise<null>): Promise<null> {
  if (tab.kind !== 'chat' || tab.chat === null) return null;
  return change({ site: tab.site, conversation: tab.chat.conversation });
}
