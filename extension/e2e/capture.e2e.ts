import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { Capture } from '../src/capture/capture';
import { startStub, type StubServer } from '../src/testing/stub-server';
import { until } from './browser';
import { KEY, wholeServer } from './connect-page';
import { startCapturing, type Capturing, type ChatPage } from './support/capturing';

let server: StubServer;
let capturing: Capturing;
let chat: ChatPage | undefined;

beforeAll(async () => {
  server = await startStub(wholeServer);
  capturing = await startCapturing(server.address, KEY);
});

afterEach(async () => {
  await chat?.page.close();
  chat = undefined;
});

afterAll(async () => {
  await capturing.close();
  await server.close();
});

/** What has come of a conversation, oldest first. */
const stored = (conversation: string): readonly Capture[] =>
  server.heard.flatMap(({ captures }) => captures).filter((one) => one.conversation_source_id === conversation);

async function arrived(conversation: string, which: (capture: Capture) => boolean): Promise<Capture> {
  await until(`a capture of ${conversation}`, () => stored(conversation).some(which));
  const found = stored(conversation).find(which);
  if (found === undefined) throw new Error('gone again');
  return found;
}

const isStream = ({ kind, complete }: Capture): boolean => kind === 'stream' && complete;
const everything = (): string => server.heard.map(({ body }) => body).join('\n');
const queueIsEmpty = (): Promise<void> =>
  until('nothing waits', async () => {
    const status = (await capturing.say({ kind: 'status', tab: null })) as { queue: { waiting: number } };
    return status.queue.waiting === 0;
  });
/** For what must not happen: nothing tells that it did not, but that time goes by. */
const moment = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface SiteUnderTest {
  readonly site: string;
  readonly start: string;
  readonly temporary: string;
  readonly address: (conversation: string) => string;
}

const SITES: readonly SiteUnderTest[] = [
  {
    site: 'chatgpt',
    start: 'https://chatgpt.com/',
    temporary: 'https://chatgpt.com/?temporary-chat=true',
    address: (conversation) => `https://chatgpt.com/c/${conversation}`,
  },
  {
    site: 'claude',
    start: 'https://claude.ai/new',
    temporary: 'https://claude.ai/new?test-temporary',
    address: (conversation) => `https://claude.ai/chat/${conversation}`,
  },
  {
    site: 'gemini',
    start: 'https://gemini.google.com/app',
    temporary: 'https://gemini.google.com/app?test-temporary',
    address: (conversation) => `https://gemini.google.com/app/${conversation.slice(2)}`,
  },
];

describe.each(SITES)('$site', ({ site, start, temporary, address }) => {
  test('a streamed reply arrives whole, with what was asked', async () => {
    chat = await capturing.visit(start);

    const conversation = await chat.send(`question one of ${site}`);

    const capture = await arrived(conversation, isStream);
    expect(capture).toMatchObject({ schema: 'everthread.capture.v1', site, kind: 'stream' });
    expect([start, address(conversation)]).toContain(capture.page_url);
    expect(JSON.stringify(capture.request)).toContain(`question one of ${site}`);
    expect(JSON.stringify(capture)).not.toContain('stays here');
    expect(capture.body).not.toContain('�');
    expect(stored(conversation).filter(isStream)).toHaveLength(1);
  });

  test('an old chat that is opened arrives as the site loaded it', async () => {
    chat = await capturing.visit(start);
    const conversation = await chat.send(`to be opened later on ${site}`);
    await chat.page.goto(address(conversation));
    await chat.opened();

    const capture = await arrived(conversation, ({ kind }) => kind === 'snapshot');

    expect(capture.complete).toBe(true);
    expect(capture.body).toContain(`to be opened later on ${site}`);
    expect(stored(conversation).some(({ kind }) => kind === 'dom')).toBe(false);
  });

  test('an edited turn arrives beside the one that it replaces', async () => {
    chat = await capturing.visit(start);
    const conversation = await chat.send(`first wording on ${site}`);
    await chat.edit(`second wording on ${site}`);

    await arrived(conversation, (one) => isStream(one) && JSON.stringify(one.request).includes('first wording'));
    await arrived(conversation, (one) => isStream(one) && JSON.stringify(one.request).includes('second wording'));
    expect(stored(conversation).filter(isStream)).toHaveLength(2);
  });

  test('a reply that the person stops arrives as far as it came, and the connection is given back', async () => {
    chat = await capturing.visit(start);
    const conversation = await chat.send(`before the stop on ${site}`);
    await chat.start(`please answer slowly on ${site}`);
    await chat.stalled();
    await chat.stop();

    const capture = await arrived(conversation, ({ complete }) => !complete);

    expect(capture.kind).toBe('stream');
    expect(JSON.stringify(capture.request)).toContain('slowly');
    await until('the stream is closed', () => capturing.sites.stalled().length === 0);
  });

  test('a reply that a reload cuts off arrives as far as it came', async () => {
    chat = await capturing.visit(start);
    const conversation = await chat.send(`before the reload on ${site}`);
    // Gemini's address tells only a moment later that this is no temporary chat; until then nothing leaves the page.
    await chat.page.waitForURL(address(conversation));
    await chat.start(`answer slowly until the reload on ${site}`);
    await chat.stalled();
    await chat.page.reload();

    const capture = await arrived(conversation, ({ complete, kind }) => !complete && kind === 'stream');

    expect(JSON.stringify(capture.request)).toContain('until the reload');
  });

  test('of a temporary chat nothing leaves the page', async () => {
    chat = await capturing.visit(temporary);

    const conversation = await chat.send(`between you and me on ${site}`);
    await chat.send(`and this on ${site} as well`);
    await moment(8000);

    expect(stored(conversation)).toEqual([]);
    await queueIsEmpty();
    expect(everything()).not.toContain(`between you and me on ${site}`);
  });

  test('what only the page shows arrives as the page shows it', async () => {
    chat = await capturing.visit(start);

    const conversation = await chat.sendUnknown(`over an unknown wire on ${site}`);

    const whole = `Answer to over an unknown wire on ${site}`;
    const capture = await arrived(conversation, ({ kind, body }) => kind === 'dom' && body.includes(whole));
    expect(capture).toMatchObject({ body_type: 'text/html', complete: true, page_url: address(conversation) });
    expect(capture.body).toContain(`over an unknown wire on ${site}`);
    await moment(4000);
    expect(stored(conversation).filter(({ body }) => body.includes(whole))).toHaveLength(1);
  });

  test('the page notices nothing', async () => {
    chat = await capturing.visit(start);

    const seen = await chat.page.evaluate(() => ({
      native: [
        fetch,
        Reflect.get(XMLHttpRequest.prototype, 'open'),
        Reflect.get(XMLHttpRequest.prototype, 'send'),
        WebSocket,
      ].map((each: unknown) => Function.prototype.toString.call(each).includes('[native code]')),
      ports: (globalThis as unknown as { early: { seen: number } }).early.seen,
      same: (globalThis as unknown as { early: { fetch: unknown } }).early.fetch === fetch,
    }));

    expect(seen).toEqual({ native: [true, true, true, true], ports: 0, same: true });
  });
});

test('a secret is gone before anything leaves the browser', async () => {
  const key = ['sk-', 'ant-api03-', 'Zx9Qw3Er7Ty1Ui5Op2As8Df4'].join('');
  chat = await capturing.visit('https://claude.ai/new');

  const conversation = await chat.send(`my key is ${key}`);

  const capture = await arrived(conversation, isStream);
  expect(JSON.stringify(capture.request)).toContain('[redacted:anthropic-key]');
  expect(everything()).not.toContain('ant-api03');
});

test('a paused site is silent, and what comes after the pause arrives', async () => {
  await capturing.say({ kind: 'switch-site', site: 'claude', on: false });
  chat = await capturing.visit('https://claude.ai/new');
  const conversation = await chat.send('while the site is off');
  await moment(4000);
  expect(stored(conversation)).toEqual([]);
  await queueIsEmpty();

  await capturing.say({ kind: 'switch-site', site: 'claude', on: true });
  await chat.send('once it is on again');

  await arrived(conversation, isStream);
  expect(everything()).not.toContain('while the site is off');
});

test('a worker that was ended takes the next reply all the same', async () => {
  chat = await capturing.visit('https://chatgpt.com/');
  await capturing.chrome.killWorker();

  const conversation = await chat.send('after the worker was ended');

  await arrived(conversation, isStream);
});
