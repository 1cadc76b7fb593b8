import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { StatusView } from '../src/page-messages';
import { newProfile, removeProfile, startChrome, until, type Chrome } from './browser';
import { NO_SERVER, OFFERED, REFUSED, SETTINGS, STATUSES, SWITCHING } from './statuses';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = new URL('screenshots/', import.meta.url).pathname;
const THEMES = ['light', 'dark'] as const;
const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 800 };
const POPUP = { width: 360, height: 480 };

interface Shown {
  readonly path: string;
  readonly status: StatusView;
  readonly refused?: typeof REFUSED;
  readonly size: { readonly width: number; readonly height: number };
}

const PAGES: readonly (readonly [string, Shown])[] = [
  ...Object.entries(STATUSES).map(
    ([name, status]) => [`popup-${name}`, { path: 'popup.html', status, size: POPUP }] as const,
  ),
  ['options', { path: 'options.html', status: SETTINGS, refused: REFUSED, size: WIDE }],
  ['options-narrow', { path: 'options.html', status: SETTINGS, refused: REFUSED, size: NARROW }],
  ['options-unpaired', { path: 'options.html', status: NO_SERVER, size: WIDE }],
  ['consent', { path: 'consent.html', status: OFFERED, size: WIDE }],
  ['consent-narrow', { path: 'consent.html', status: OFFERED, size: NARROW }],
  ['consent-switch', { path: 'consent.html', status: SWITCHING, size: WIDE }],
];

let chrome: Chrome;
let profile: string;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  profile = await newProfile();
  chrome = await startChrome(profile);
  // What installing opens would come to the front of the pages that are looked at.
  await until('the consent page opens', () =>
    chrome.context.pages().some((page) => page.url().endsWith('/consent.html')),
  );
  for (const page of chrome.context.pages().filter((one) => one.url().endsWith('/consent.html'))) await page.close();
});

afterAll(async () => {
  await chrome.close();
  await removeProfile(profile);
});

test.each(PAGES)('%s is accessible in both themes', async (name, { path, status, refused = [], size }) => {
  for (const theme of THEMES) {
    const page = await chrome.context.newPage();
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.addInitScript(
      ([given, items]) => {
        const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage: unknown } } }).chrome;
        runtime.sendMessage = (message: { readonly kind: string }) =>
          Promise.resolve(message.kind === 'refused' ? items : given);
      },
      [status, refused] as const,
    );
    await page.goto(`chrome-extension://${chrome.id}/${path}`);
    await page.waitForSelector('h1, h2');
    await page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.all(document.getAnimations().map(({ finished }) => finished));
    });

    await page.screenshot({ path: `${PICTURES}${name}-${theme}.png`, fullPage: true });

    expect(await violations(page), `${name}, ${theme}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    await page.close();
  }
});

async function violations(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    const found = await axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html + n.failureSummary).join(' | ')}`);
  });
}
