// Starts the pages with invented data behind them, and a browser that is signed in.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { chromium } from 'playwright-core';

const JAVA = process.env.EVERTHREAD_JAVA ?? 'java';
const CHROMIUM = process.env.EVERTHREAD_CHROMIUM ?? '/usr/bin/chromium';

/** Runs the preview server; `classPath` is the server's test class path. */
export async function startHouse(classPath) {
  const server = spawn(JAVA, ['-cp', classPath, 'everthread.web.page.PagePreview'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  const ended = new Promise((_, fail) => {
    server.once('exit', (code) => fail(new Error(`the preview server ended with ${code} before it was ready`)));
  });
  const said = (async () => {
    for await (const line of lines) if (line.startsWith('{')) return JSON.parse(line);
    throw new Error('the preview server said nothing');
  })();
  const house = await Promise.race([said, ended]);
  return { ...house, stop: () => server.stdin.end() };
}

export async function startBrowser() {
  if (!existsSync(CHROMIUM)) throw new Error(`No Chromium at ${CHROMIUM}. Install the package chromium, or set EVERTHREAD_CHROMIUM.`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A signed-in window of the given width and theme; everything it complains about lands in `complaints`. */
export async function openWindow(browser, place, { width = 1280, height = 900, theme = 'light', signedIn = true, script = true } = {}) {
  const context = await browser.newContext({
    baseURL: place.url,
    viewport: { width, height },
    colorScheme: theme,
    deviceScaleFactor: width < 500 ? 2 : 1,
    timezoneId: 'UTC',
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (signedIn) await context.addCookies([{ name: 'everthread_session', value: place.cookie, url: place.url }]);
  await context.addCookies([{ name: 'everthread_zone', value: 'UTC', url: place.url }]);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
}
