import type { Page } from 'playwright-core';

import type { Capture } from '../src/capture/capture';
import type { CaptureReply } from '../src/messages';
import type { FromPage, PageCalls } from '../src/page-messages';

interface ChromeOfPage {
  readonly runtime: { readonly sendMessage: (message: unknown) => Promise<unknown> };
  readonly action: { readonly getBadgeText: (details: object) => Promise<string> };
}

/** Speaks to the worker from one of the extension's own pages. */
export async function ask<M extends FromPage>(page: Page, message: M): Promise<PageCalls[M['kind']]['reply']> {
  return (await send(page, message)) as PageCalls[M['kind']]['reply'];
}

/** Hands the worker a capture. */
export async function keep(page: Page, capture: Capture): Promise<CaptureReply> {
  return (await send(page, { kind: 'capture', capture })) as CaptureReply;
}

/** Returns what the toolbar's button says. */
export function badge(page: Page): Promise<string> {
  return page.evaluate(() => (globalThis as unknown as { chrome: ChromeOfPage }).chrome.action.getBadgeText({}));
}

function send(page: Page, message: unknown): Promise<unknown> {
  return page.evaluate(
    (given) => (globalThis as unknown as { chrome: ChromeOfPage }).chrome.runtime.sendMessage(given),
    message,
  );
}
