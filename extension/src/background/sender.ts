import { browser, type Browser } from 'wxt/browser';

import { siteOfAddress } from '../sites/site-list';
import type { SiteId } from '../capture/capture';

/** Who sent a message, as the browser says it, never as the message does. */
export type Sender =
  | { readonly kind: 'page' }
  | { readonly kind: 'site'; readonly site: SiteId; readonly tab: number; readonly incognito: boolean }
  | { readonly kind: 'server-page'; readonly origin: string; readonly tab: number }
  | { readonly kind: 'stranger' };

const STRANGER: Sender = { kind: 'stranger' };
const LOCAL_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/** Tells the extension's own pages, the chat sites and a local server's /connect page apart; all else is a stranger. */
export function senderOf(sender: Browser.runtime.MessageSender): Sender {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return STRANGER;
  if (sender.url.startsWith(browser.runtime.getURL('/'))) return { kind: 'page' };
  const tab = sender.tab?.id;
  if (tab === undefined) return STRANGER;
  const site = siteOfAddress(sender.url);
  if (site !== null) return { kind: 'site', site: site.id, tab, incognito: sender.tab?.incognito ?? false };
  const url = new URL(sender.url);
  const isConnectPage =
    url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname) && url.pathname.startsWith('/connect');
  return isConnectPage ? { kind: 'server-page', origin: url.origin, tab } : STRANGER;
}
