import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import type { Capture } from '../src/capture/capture';
import type { CaptureReply } from '../src/messages';
import type { FromPage } from '../src/page-messages';
import { aCapture, captures } from '../src/testing/captures';
import { startStub, type StubServer } from '../src/testing/stub-server';
import { newProfile, removeProfile, startChrome, until, type Chrome } from './browser';
import { wholeServer } from './connect-page';
import { consentPage, openConnectPage } from './pairing';
import { ask, keep as keepFrom } from './say';

let chrome: Chrome;
let profile: string;
let server: StubServer;
let driver: Page;

beforeAll(async () => {
  server = await startStub(wholeServer);
  profile = await newProfile();
  chrome = await startChrome(profile);
});

beforeEach(async () => {
  driver = await chrome.open('options.html');
});

afterEach(async () => {
  await serverComesBack();
  if (!driver.isClosed()) await driver.close();
});

afterAll(async () => {
  await chrome.close();
  await removeProfile(profile);
  await server.close();
});

const say = <M extends FromPage>(message: M) => ask(driver, message);
const status = () => say({ kind: 'status', tab: null });
const keep = (capture: Capture): Promise<CaptureReply> => keepFrom(driver, capture);
/** What was kept and has been answered; only then does no answer of the server come too late to be heard. */
const queueIsEmpty = (): Promise<void> =>
  until('the queue is empty', async () => (await status()).queue.waiting === 0, 120_000);
const queueKnows = (): Promise<void> =>
  until('the queue knows that nobody answers', async () => (await status()).retry !== null);

/** Takes the server away when nothing is on the way to it; it comes back at the same address, at the latest after the test. */
async function serverGoesAway(): Promise<void> {
  await queueIsEmpty();
  const port = Number(new URL(server.address).port);
  await server.close();
  isAway = true;
  serverComesBack = async () => {
    if (isAway) server = await startStub(wholeServer, port);
    isAway = false;
  };
}

let isAway = false;
let serverComesBack = (): Promise<void> => Promise.resolve();

const storedBodies = (): ReadonlySet<string> =>
  new Set(
    server.heard
      .filter((heard) => heard.path === '/v1/captures')
      .flatMap((heard) => heard.captures.map(({ body }) => body)),
  );

test('installing opens the consent page, and nothing is kept before the answer', async () => {
  await until('the consent page opens', () =>
    chrome.context.pages().some((page) => page.url().endsWith('/consent.html')),
  );

  const reply = await keep(aCapture());

  expect(reply).toEqual({ stored: false, why: 'no-consent' });
});

test('a script’s click on the Connect page pairs nothing', async () => {
  const page = await openConnectPage(chrome, server);

  await page.evaluate(() => document.querySelector('button')?.click());
  await new Promise((resolve) => setTimeout(resolve, 500));

  expect((await status()).offer).toBeNull();
  await page.close();
});

test('one click pairs the browser once the person has allowed it', async () => {
  const page = await openConnectPage(chrome, server);
  await page.click('button');
  await until(
    'the page is told that the person is asked',
    async () => (await page.getAttribute('main', 'data-pair-asking')) === 'true',
  );

  const consent = await consentPage(chrome, new URL(server.address).host);
  await consent.click('#allow');
  await until('the page hears it', async () => (await page.title()) === 'Paired');

  expect(await page.getAttribute('main', 'data-paired')).toBe('true');
  expect((await status()).connection).toEqual({ address: server.address, space: 'Personal', refused: null });
  await page.close();
});

test('the key is out of reach of content scripts, and no page is told it', async () => {
  const page = await chrome.context.newPage();
  const session = await chrome.context.newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  await page.goto(`${server.address}/connect`);
  await until('the content script runs', () => worlds.length > 0);

  const read = await session.send('Runtime.evaluate', {
    contextId: worlds[0] ?? 0,
    expression: 'chrome.storage.local.get().then((all) => JSON.stringify(all), (failure) => failure.message)',
    awaitPromise: true,
  });

  expect(read.result.value).toContain('Access to storage is not allowed');
  expect(JSON.stringify(await status())).not.toContain('et_');
  await page.close();
});

test('what is kept arrives', async () => {
  const reply = await keep(aCapture({ body: 'arrives' }));

  expect(reply).toEqual({ stored: true });
  await queueIsEmpty();
  expect(storedBodies()).toContain('arrives');
});

test('a server that is down and comes back gets everything once', async () => {
  await serverGoesAway();
  const all = captures(60);
  for (const capture of all) expect(await keep(capture)).toEqual({ stored: true });
  await queueKnows();
  const { queue } = await status();

  await serverComesBack();
  await say({ kind: 'try-now' });
  await queueIsEmpty();

  expect(queue).toMatchObject({ waiting: 60, refused: 0 });
  expect(storedBodies()).toEqual(new Set(all.map(({ body }) => body)));
});

test('the queue moves by itself when the server is back', async () => {
  await serverGoesAway();
  await keep(aCapture({ body: 'by itself' }));
  await queueKnows();

  await serverComesBack();

  await until('it is stored', () => storedBodies().has('by itself'), 120_000);
});

test('killing the worker again and again loses nothing', async () => {
  await serverGoesAway();
  const bodies: string[] = [];
  for (let ended = 0; ended < 20; ended += await chrome.killWorker()) {
    const body = `worker ${bodies.length}`;
    expect(await keep(aCapture({ body }))).toEqual({ stored: true });
    bodies.push(body);
  }

  expect((await status()).queue.waiting).toBe(bodies.length);
  await serverComesBack();
  await chrome.killWorker();
  await say({ kind: 'try-now' });

  await queueIsEmpty();
  expect(storedBodies()).toEqual(new Set(bodies));
});

test('killing the browser right after the answer loses nothing', async () => {
  await serverGoesAway();
  const all = captures(5).map((capture) => ({ ...capture, body: `browser ${capture.body}` }));
  for (const capture of all) {
    expect(await keep(capture)).toEqual({ stored: true });
    await chrome.kill();
    chrome = await startChrome(profile);
    driver = await chrome.open('options.html');
  }

  expect((await status()).queue.waiting).toBe(5);
  await serverComesBack();
  await say({ kind: 'try-now' });

  await queueIsEmpty();
  expect(storedBodies()).toEqual(new Set(all.map(({ body }) => body)));
});

test('paused, switched off or not wanted, nothing is kept', async () => {
  await say({ kind: 'pause', pause: { kind: 'switched-on' } });
  const paused = await keep(aCapture());
  await say({ kind: 'pause', pause: { kind: 'off' } });
  await say({ kind: 'switch-site', site: 'claude', on: false });
  const off = await keep(aCapture());
  await say({ kind: 'switch-site', site: 'claude', on: true });
  await say({ kind: 'exclude', site: 'claude', conversation: 'c9' });
  const unwanted = await keep(aCapture({ conversation_source_id: 'c9' }));
  await say({ kind: 'include', site: 'claude', conversation: 'c9' });
  const again = await keep(aCapture({ conversation_source_id: 'c9' }));

  expect(paused).toEqual({ stored: false, why: 'paused' });
  expect(off).toEqual({ stored: false, why: 'site-off' });
  expect(unwanted).toEqual({ stored: false, why: 'conversation-off' });
  expect(again).toEqual({ stored: true });
});

test('a chat that is not to be saved is erased on the server, too', async () => {
  const conversation = '0190-9f';
  server.answers = (heard, response) => {
    if (heard.method === 'DELETE') return void response.writeHead(204).end();
    if (heard.path !== '/v1/captures') {
      wholeServer(heard, response);
      return;
    }
    const results = heard.captures.map(({ id }) => ({ id, status: 'stored', conversation_id: conversation }));
    response.writeHead(200).end(JSON.stringify({ results }));
  };
  await keep(aCapture({ conversation_source_id: 'unwanted' }));
  await queueIsEmpty();

  await say({ kind: 'exclude', site: 'claude', conversation: 'unwanted' });
  await say({ kind: 'erase-now', site: 'claude', conversation: 'unwanted' });

  await until('the server is asked', () =>
    server.heard.some(({ method, path }) => method === 'DELETE' && path === `/v1/conversations/${conversation}`),
  );
  server.answers = wholeServer;
});
