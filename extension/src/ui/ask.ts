import { browser } from 'wxt/browser';

import type { PageCallKind, PageCalls } from '../page-messages';

/** Asks the worker; it starts if it is not running. Rejects when the extension was just replaced by a newer one. */
export async function ask<K extends PageCallKind>(
  kind: K,
  fields: PageCalls[K]['ask'],
): Promise<PageCalls[K]['reply']> {
  return await browser.runtime.sendMessage<unknown, PageCalls[K]['reply']>({ kind, ...fields });
}
