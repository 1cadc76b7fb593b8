import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { aCapture } from '../src/testing/captures';
import { json, startStub, type Heard, type StubServer } from '../src/testing/stub-server';
import { newProfile, removeProfile, startChrome, until, type Chrome } from './browser';
import { KEY, wholeServer } from './connect-page';
import { consentPage, openConnectPage } from './pairing';
import { ask, badge, keep } from './say';

let chrome: Chrome;
let profile: string;
let first: StubServer;
let second: StubServer;
let settings: Page;

beforeAll(async () => {
  [first, second] = [await startStub(wholeServer), await startStub(wholeServer)];
  profile = await newProfile();
  chrome = await startChrome(profile);
  settings = await chrome.open('options.html');
  await ask(settings, { kind: 'consent', given: true });
});

afterAll(async () => {
  await chrome.close();
  await removeProfile(profile);
  await first.close();
  await second.close();
});

const host = (server: StubServer): string => new URL(server.address).host;
const bodies = (heard: readonly Heard[]): readonly string[] =>
  heard.flatMap(({ captures }) => captures).map(({ body }) => body);
const connection = async () => (await ask(settings, { kind: 'status', tab: null })).connection;

async function connectByHand(address: string, secret: string): Promise<string> {
  await settings.fill('#address', address);
  await settings.fill('#secret', secret);
  await settings.click('#connect');
  await settings.waitForSelector('#connection [role=status] .note');
  return (await settings.textContent('#connection [role=status]')) ?? '';
}

test('an address and a key that do not fit are explained, and nothing is saved', async () => {
  const sentences = [
    await connectByHand('what is this', KEY),
    await connectByHand('127.0.0.1:9', KEY),
    await connectByHand(host(first), 'WRONG-1'),
  ];

  expect(sentences).toEqual([
    'That isn’t an address. One looks like 127.0.0.1:8377.',
    'The server doesn’t answer at 127.0.0.1:9. Check that it is running and that the address is right.',
    'This pairing code is no longer valid. Reload the page to get a new one.',
  ]);
  expect(await connection()).toBeNull();
});

test('an address and a key connect, and the connection can be tested', async () => {
  const sentence = await connectByHand(host(first), KEY);
  await settings.click('#test');
  await settings.waitForSelector('#connection .note.ok');

  expect(sentence).toBe(`Everthread answers at ${host(first)} and takes this key.`);
  expect(await connection()).toMatchObject({ address: first.address, refused: null });
});

test('another server takes the place of the first only when the person says so', async () => {
  const page = await openConnectPage(chrome, second);
  const answer = async (button: string): Promise<void> => {
    await page.click('button');
    const consent = await consentPage(chrome, host(second));
    await consent.waitForSelector('text=Switch to another server?');
    await consent.click(button);
    await consent.waitForSelector('#outcome');
    await consent.close();
  };

  await answer('#decline');
  const stayed = await connection();
  await page.waitForSelector('main[data-pair-error]');
  const told = await page.getAttribute('main', 'data-pair-error');
  await answer('#allow');

  expect(stayed?.address).toBe(first.address);
  expect(told).toContain('nothing was changed');
  expect((await connection())?.address).toBe(second.address);
  await until('the page hears it', async () => (await page.title()) === 'Paired');
  await page.close();
});

test('a key that is no longer accepted stops everything until the browser is paired again', async () => {
  second.answers = (heard, response) =>
    heard.path === '/v1/captures'
      ? json(response, 401, { code: 'invalid_token', title: 'Unknown key' })
      : wholeServer(heard, response);
  await keep(settings, aCapture({ body: 'locked out' }));
  await until('it is noticed', async () => (await connection())?.refused !== null);
  const asked = second.heard.length;
  await keep(settings, aCapture({ body: 'locked out, too' }));

  const popup = await chrome.open('popup.html');
  await popup.waitForSelector('text=Pair this browser again');
  await until('the badge says so', async () => (await badge(settings)) === '!');
  expect(await popup.textContent('#head')).toContain('2 messages wait safely in this browser.');
  expect(second.heard.length).toBe(asked);

  second.answers = wholeServer;
  const page = await openConnectPage(chrome, second);
  await page.click('button');
  await until('the page hears it', async () => (await page.title()) === 'Paired');
  await until(
    'both arrived',
    () => bodies(second.heard.slice(asked)).filter((one) => one.startsWith('locked')).length >= 2,
  );
  await page.close();
  await until('the badge is gone', async () => (await badge(settings)) === '');
});

test('what is refused is shown with its reason, and goes out when it is tried again', async () => {
  second.answers = (heard, response) => {
    if (heard.path !== '/v1/captures') {
      wholeServer(heard, response);
      return;
    }
    const problem = { code: 'site_mismatch', detail: 'The page’s address doesn’t belong to Claude.' };
    json(response, 200, { results: heard.captures.map(({ id }) => ({ id, status: 'rejected', problem })) });
  };
  await keep(settings, aCapture({ body: 'refused' }));
  await settings.waitForSelector('text=The page’s address doesn’t belong to Claude.');
  await until('the badge says so', async () => (await badge(settings)) === '!');

  second.answers = wholeServer;
  await settings.click('#retry-refused');

  await settings.waitForSelector('text=Nothing was refused.');
  await until('the badge is gone', async () => (await badge(settings)) === '');
});

test('an alarm wakes the dead worker, and the queue moves though nobody asks', async () => {
  await until(
    'nothing is on its way',
    async () => (await ask(settings, { kind: 'status', tab: null })).queue.waiting === 0,
  );
  const port = Number(new URL(second.address).port);
  await second.close();
  await keep(settings, aCapture({ body: 'slept through' }));
  await until('nobody answers', async () => (await ask(settings, { kind: 'status', tab: null })).retry !== null);
  for (const page of chrome.context.pages().slice(1)) await page.close();
  await chrome.context.pages()[0]?.goto('about:blank');
  await chrome.killWorker();

  second = await startStub(wholeServer, port);

  await until('it arrived', () => bodies(second.heard).includes('slept through'), 180_000);
});
