import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';

const EXTENSION = new URL('../dist/chrome-mv3', import.meta.url).pathname;

/** Chromium with the built extension, which may reach nothing but this machine. */
export interface Chrome {
  readonly context: BrowserContext;
  readonly id: string;
  /** Opens one of the extension's own pages. */
  readonly open: (page: string) => Promise<Page>;
  /** Ends the worker as Chrome does when it is idle; the next message starts it anew. */
  readonly killWorker: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const LOCAL_ONLY = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

/**
 * Starts Chromium on a profile folder, a new one unless given.
 *
 * @param resolverRules which names lead where; fixture sites with a certificate of their own are believed
 */
export async function startChrome(profile?: string, resolverRules = LOCAL_ONLY): Promise<Chrome> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'everthread-chrome-')));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--load-extension=${EXTENSION}`,
      `--host-resolver-rules=${resolverRules}`,
      ...(resolverRules === LOCAL_ONLY ? [] : ['--ignore-certificate-errors']),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const id = new URL(worker.url()).host;
  return {
    context,
    id,
    open: async (path) => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/${path}`);
      return page;
    },
    killWorker: () => killWorker(context),
    close: async () => {
      await context.close();
      if (profile === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the condition holds, asking again and again. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, millis = 60_000): Promise<void> {
  const end = Date.now() + millis;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function killWorker(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session: CDPSession = await context.newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets');
  const workers = targetInfos.filter((target) => target.type === 'service_worker');
  for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
  await session.detach();
}
