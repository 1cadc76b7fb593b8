import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';

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

/** Debian's program itself comes before its wrapper, so that killing it kills the browser. */
const PROGRAMS = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

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
  for (const name of await readdir(profile)) {
    if (name.startsWith('Singleton')) await rm(join(profile, name), { force: true });
  }
  const program = process.env.CHROMIUM ?? PROGRAMS.find((path) => existsSync(path)) ?? 'chromium';
  const sites = resolverRules === LOCAL_ONLY ? [] : ['--ignore-certificate-errors'];
  const flags = [...FLAGS, ...sites, `--host-resolver-rules=${resolverRules}`, `--user-data-dir=${profile}`];
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
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

async function debuggingAddress(child: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr) {
    said += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) {
      child.stderr.resume();
      return address;
    }
  }
  throw new Error(`Chromium did not start: ${said}`);
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
