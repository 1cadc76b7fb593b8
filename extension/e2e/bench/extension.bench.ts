import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { startStub } from '../../src/testing/stub-server';
import { KEY, wholeServer } from '../connect-page';
import { startCapturing } from '../support/capturing';
import { answerTo } from '../support/chatgpt-site';
import { pieces } from '../support/chat-sites';

import { print, quantile, times } from './figures';

const REPLIES = times('BENCH_REPLIES', 40);
const LOADS = times('BENCH_LOADS', 60);
/** So long that its reply comes in some two hundred chunks. */
const QUESTION = 'How long does a thread have to be until it holds two buttons? '.repeat(9);
const START = 'https://chatgpt.com/';

interface Measured {
  readonly page: Page;
  /** How long the main thread has worked for this page so far, in milliseconds. */
  readonly worked: () => Promise<number>;
}

/** Opens the fixture page in a window of which the main thread's work is counted. */
async function open(context: BrowserContext): Promise<Measured> {
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(START);
  return {
    page,
    worked: async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

/** The count begins anew with each page. */
async function load({ page, worked }: Measured): Promise<number> {
  await page.goto(START, { waitUntil: 'load' });
  await settled();
  return worked();
}

async function reply({ page, worked }: Measured, chunks: number): Promise<number> {
  const before = await worked();
  await page.evaluate(
    (text) => (globalThis as unknown as { chat: { send(text: string): Promise<string> } }).chat.send(text),
    QUESTION,
  );
  await settled();
  return ((await worked()) - before) / chunks;
}

test('what the extension costs the page', async () => {
  const server = await startStub(wholeServer);
  const capturing = await startCapturing(server.address, KEY);
  const plain = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/lib/chromium/chromium',
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${capturing.sites.resolverRules}`,
    ],
  });
  const without = await open(await plain.newContext({ ignoreHTTPSErrors: true }));
  const withIt = await open(capturing.chrome.context);
  const chunks = pieces(answerTo(QUESTION)).length * 2 + 8;
  const cost = { load: [[], []] as [number[], number[]], chunk: [[], []] as [number[], number[]] };

  // In turn, so that what else the machine does weighs on both alike.
  for (let time = -3; time < LOADS; time++) {
    const measured = [await load(without), await load(withIt)] as const;
    if (time >= 0) cost.load.forEach((list, at) => list.push(measured[at] ?? Number.NaN));
  }
  for (let time = -1; time < REPLIES; time++) {
    await load(without);
    await load(withIt);
    const measured = [await reply(without, chunks), await reply(withIt, chunks)] as const;
    if (time >= 0) cost.chunk.forEach((list, at) => list.push(measured[at] ?? Number.NaN));
  }

  const rows = (what: string, [bare, full]: readonly [number[], number[]]): string[][] => {
    const row = (name: string, of: (share: number) => number): string[] => [
      what,
      name,
      of(0.5).toFixed(3),
      of(0.95).toFixed(3),
    ];
    const added = full.map((value, at) => value - (bare[at] ?? 0));
    return [
      row('without', (share) => quantile(bare, share)),
      row('with the extension', (share) => quantile(full, share)),
      row('added', (share) => quantile(added, share)),
    ];
  };
  print([
    ['main thread, ms', '', 'median', 'p95'],
    ...rows(`page load (${LOADS})`, cost.load),
    ...rows(`stream chunk (${REPLIES} replies × ${chunks})`, cost.chunk),
  ]);
  expect(cost.chunk[1]).toHaveLength(REPLIES);
  expect(server.heard.flatMap(({ captures }) => captures).length).toBeGreaterThanOrEqual(REPLIES);
  await plain.close();
  await capturing.close();
  await server.close();
});
