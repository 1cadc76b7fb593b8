import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';

const EXTENSION = new URL('../dist/chrome-mv3', import.meta.url).pathname;

/** Chromium with the built extension, which may reach nothing but this machine. */
export interface Chrome {
  readonly context: BrowserContext;
  readonly id: string;
  /** Opens one of the extension's own pages. */
  readonly open: (page: string) => Promise<Page>;
  /** Ends the worker as Chrome does when it is idle; the next message starts it anew. Returns how many it ended. */
  readonly killWorker: () => Promise<number>;
  /** Ends the browser without a chance to save anything. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  `--load-extension=${EXTENSION}`,
];
const LOCAL_ONLY = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

/** Makes a folder for a browser's profile. */
export function newProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'everthread-chrome-'));
}

/**
 * Starts Chromium on a profile folder; the same folder again is the same browser started again.
 *
 * @param resolverRules which names lead where; of fixture sites that are named here, any certificate is believed
 */
export async function startChrome(profile: string, resolverRules = LOCAL_ONLY): Promise<Chrome> {
  const program = process.env.CHROMIUM ?? '/usr/lib/chromium/chromium';
  const sites = resolverRules === LOCAL_ONLY ? [] : ['--ignore-certificate-errors'];
  const flags = [...FLAGS, ...sites, `--host-resolver-rules=${resolverRules}`, `--user-data-dir=${profile}`];
  const { child, browser } = await connected(profile, program, flags);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no window');
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
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Started {
  readonly child: ChildProcessByStdio<null, null, Readable>;
  readonly browser: Browser;
}

/** A Chromium that is asked too early, while it still starts its extension, may never answer: then another is started. */
async function connected(profile: string, program: string, flags: readonly string[], tries = 4): Promise<Started> {
  await unlock(profile);
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const address = await debuggingAddress(child);
    return { child, browser: await chromium.connectOverCDP(address, { timeout: 15_000 }) };
  } catch (failure) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await ended;
    }
    if (tries <= 1) throw failure;
    return connected(profile, program, flags, tries - 1);
  }
}

/** A browser that was killed leaves its locks behind. */
async function unlock(profile: string): Promise<void> {
  for (const name of await readdir(profile)) {
    if (name.startsWith('Singleton')) await rm(join(profile, name), { force: true });
  }
}

function debuggingAddress(child: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-10_000);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium did not start: ${said}`)));
  });
}

/** Waits until the condition holds, asking again and again. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, millis = 60_000): Promise<void> {
  const end = Date.now() + millis;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function killWorker(context: BrowserContext): Promise<number> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session: CDPSession = await context.newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets');
  const workers = targetInfos.filter((target) => target.type === 'service_worker');
  for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
  await session.detach();
  return workers.length;
}
