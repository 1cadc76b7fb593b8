import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import { watchWorker, type WorkerStopper } from './service-worker';

const EXTENSION = new URL('../dist/chrome-mv3', import.meta.url).pathname;

/** Chromium with the built extension, which may reach nothing but this machine. */
export interface Chrome {
  readonly context: BrowserContext;
  readonly id: string;
  /** Opens one of the extension's own pages. */
  readonly open: (page: string) => Promise<Page>;
  /**
   * Ends the worker as Chrome does when it is idle, and waits until it is gone; the next message starts it anew. Returns
   * how many it ended: none when it was not running.
   */
  readonly killWorker: () => Promise<number>;
  /** Ends the browser without a chance to save anything. */
  readonly kill: () => Promise<void>;
  readonly isAlive: () => boolean;
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

/** Removes a profile whose browser has ended. */
export function removeProfile(profile: string): Promise<void> {
  return remove(profile);
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
  const { child, browser, id } = await connected(profile, program, flags);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no window');
  let stopper: Promise<WorkerStopper> | undefined;
  return {
    context,
    id,
    open: async (path) => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/${path}`);
      return page;
    },
    killWorker: async () => {
      stopper ??= watchWorker(context, id);
      return (await stopper).stop();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    close: async () => {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

interface Started {
  readonly child: ChildProcessByStdio<null, null, Readable>;
  readonly browser: Browser;
  readonly id: string;
}

/**
 * Starts Chromium and speaks to it once its extension runs: asked while it still starts the worker, it may never answer.
 * Should it all the same, another is started, on a new profile if this one was new, so that it installs the extension
 * as the first did.
 */
async function connected(profile: string, program: string, flags: readonly string[], tries = 4): Promise<Started> {
  const isNew = (await readdir(profile)).length === 0;
  await unlock(profile);
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const address = await debuggingAddress(child);
    const id = await extensionOf(new URL(address).host, isNew);
    return { child, id, browser: await chromium.connectOverCDP(address, { timeout: 20_000 }) };
  } catch (failure) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended;
    }
    if (tries <= 1) throw failure;
    process.stderr.write(`Chromium is started once more: ${String(failure)}\n`);
    if (isNew) for (const name of await readdir(profile)) await remove(join(profile, name));
    return connected(profile, program, flags, tries - 1);
  }
}

interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
}

const WORKER = /^chrome-extension:\/\/([a-p]{32})\/background\.js$/;

/** Waits until the extension's worker runs, and on a new profile until it has asked for consent; returns its id. */
async function extensionOf(host: string, isNew: boolean): Promise<string> {
  let id = '';
  await until('the extension starts', async () => {
    const targets = await targetsOf(host);
    id = targets.map(({ url }) => WORKER.exec(url)?.[1] ?? '').find((found) => found !== '') ?? id;
    const hasAsked = targets.some(({ url }) => url === `chrome-extension://${id}/consent.html`);
    return id !== '' && (hasAsked || !isNew);
  });
  return id;
}

async function targetsOf(host: string): Promise<readonly Target[]> {
  const answer = await fetch(`http://${host}/json/list`);
  return (await answer.json()) as readonly Target[];
}

/** Chromium's last processes may still write for a moment after it has ended. */
function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
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
