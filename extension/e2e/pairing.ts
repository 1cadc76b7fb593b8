import type { Page } from 'playwright-core';

import type { StubServer } from '../src/testing/stub-server';
import { until, type Chrome } from './browser';

/** Opens a server's Connect page, and waits until the extension listens there. */
export async function openConnectPage(chrome: Chrome, server: StubServer): Promise<Page> {
  const page = await chrome.context.newPage();
  await page.goto(`${server.address}/connect`);
  await page.waitForSelector('main[data-extension-version="0.1.0"]');
  return page;
}

/** Waits until the extension asks the person about a server, and returns the page on which it does. */
export async function consentPage(chrome: Chrome, host: string): Promise<Page> {
  let asking: Page | undefined;
  await until(`the person is asked about ${host}`, async () => {
    for (const page of chrome.context.pages().filter((one) => one.url().endsWith('/consent.html'))) {
      if (((await page.textContent('#card')) ?? '').includes(host)) asking = page;
    }
    return asking !== undefined;
  });
  if (asking === undefined) throw new Error('the question is gone again');
  return asking;
}
