import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { Capture } from '../src/capture/capture';
import { startStub, type StubServer } from '../src/testing/stub-server';
import { until } from './browser';
import { KEY, wholeServer } from './connect-page';
import { startCapturing, type Capturing, type ChatPage } from './support/capturing';
import { overwriteEverything, THIEF, type Overwritten } from './support/hostile-page';

let server: StubServer;
let capturing: Capturing;
let chat: ChatPage;

beforeAll(async () => {
  server = await startStub(wholeServer);
  capturing = await startCapturing(server.address, KEY);
});

afterEach(async () => {
  await chat.page.close();
});

afterAll(async () => {
  await capturing.close();
  await server.close();
});

const stored = (): readonly Capture[] => server.heard.flatMap(({ captures }) => captures);
const moment = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const streamOf = (conversation: string): Capture | undefined =>
  stored().find((one) => one.conversation_source_id === conversation && one.kind === 'stream' && one.complete);

async function arrived(conversation: string): Promise<Capture> {
  await until(`the reply of ${conversation}`, () => streamOf(conversation) !== undefined, 30_000);
  return streamOf(conversation) as Capture;
}

/** What scripts of ours are called in a page's eyes: by the extension's address, or by the name that the build gives. */
const marks = (): readonly string[] => ['chrome-extension:', capturing.chrome.id, 'page-script'];

describe.each([
  ['chatgpt', 'https://chatgpt.com/'],
  ['claude', 'https://claude.ai/new'],
  ['gemini', 'https://gemini.google.com/app'],
])('on %s', (site, start) => {
  test('a page that overwrites everything neither breaks the tap nor sees it work', async () => {
    chat = await capturing.visit(start);
    await chat.page.evaluate(overwriteEverything, marks());

    const conversation = await chat.send(`behind the page’s back on ${site}`);

    const capture = await arrived(conversation);
    expect(JSON.stringify(capture.request)).toContain(`behind the page’s back on ${site}`);
    expect(await seenBy(chat.page)).toEqual([]);
  });
});

async function seenBy(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { overwritten: Overwritten }).overwritten.seen);
}

test('a page whose first script lies in wait for the port gets nothing', async () => {
  chat = await capturing.visit('https://chatgpt.com/');
  await chat.page.route('https://chatgpt.com/thief', (route) =>
    route.fulfill({ contentType: 'text/html', body: THIEF }),
  );
  for (let time = 0; time < 10; time++) {
    await chat.page.goto('https://chatgpt.com/thief');
    await moment(300);

    expect(await chat.page.evaluate(() => (globalThis as unknown as { stolen: string[] }).stolen)).toEqual([]);
  }
});

test('forged messages are heard by nobody, however many', async () => {
  chat = await capturing.visit('https://claude.ai/new');
  const before = stored().length;
  const took = await chat.page.evaluate(async () => {
    const draft = { site: 'claude', kind: 'stream', url: location.href, body: 'forged', complete: true };
    const begun = performance.now();
    for (let time = 0; time < 20_000; time++) {
      const { port2 } = new MessageChannel();
      if (time % 100 === 0) window.postMessage('everthread:port', '*', [port2]);
      window.postMessage({ kind: 'capture', draft, stopped: false }, '*');
      window.postMessage({ kind: 'asked', number: time, transport: 'fetch', method: 'POST', url: location.href }, '*');
      document.dispatchEvent(new CustomEvent('everthread:port', { detail: draft }));
      dispatchEvent(new MessageEvent('message', { data: 'everthread:port', source: window, ports: [port2] }));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    return performance.now() - begun;
  });
  await moment(2000);

  expect(stored().length).toBe(before);
  expect(took).toBeLessThan(60_000);
  await arrived(await chat.send('after the flood'));
});

test('a page that makes up thousands of its own replies is bounded, and the next page works', async () => {
  chat = await capturing.visit('https://claude.ai/new');
  const [before, begun] = [stored().length, Date.now()];
  await chat.page.evaluate(async () => {
    const url = (n: number): string => `/api/organizations/o/chat_conversations/${crypto.randomUUID()}/completion?${n}`;
    for (let part = 0; part < 8; part++) {
      const calls = Array.from({ length: 100 }, (_, n) =>
        fetch(url(n), { method: 'POST', body: '{"prompt":"flood"}' }),
      );
      await Promise.allSettled(calls.map(async (call) => (await call).text()));
    }
  });
  await moment(3000);

  const minutes = Math.ceil((Date.now() - begun) / 60_000) + 1;
  expect(stored().length - before).toBeLessThanOrEqual(300 * minutes);
  await chat.page.close();
  chat = await capturing.visit('https://claude.ai/new');
  await arrived(await chat.send('after the made-up ones'));
});

test('a page speaks for its own site only', async () => {
  chat = await capturing.visit('https://claude.ai/new');
  await arrived(await chat.send('in its own name'));
  const before = stored().length;
  await chat.page.evaluate(async () => {
    for (const url of ['https://chatgpt.com/backend-api/f/conversation', 'https://gemini.google.com/app'])
      await fetch(url, { method: 'POST', mode: 'no-cors', body: '{"messages":[]}' }).catch(() => undefined);
  });
  await moment(2000);

  expect(stored().length).toBe(before);
});

test('a page cannot tell that the extension is there', async () => {
  chat = await capturing.visit('https://chatgpt.com/');
  const id = capturing.chrome.id;

  const signs = await chat.page.evaluate(async (extension) => {
    const found: string[] = [];
    const scope = globalThis as unknown as Record<string, unknown>;
    if (document.documentElement.outerHTML.toLowerCase().includes('everthread')) found.push('in the document');
    const chrome = scope.chrome as { runtime?: unknown } | undefined;
    if (chrome?.runtime !== undefined) found.push('chrome.runtime');
    for (const file of ['manifest.json', 'icon/16.png', 'relay.js', 'content-scripts/tap.js', 'popup.html'])
      await fetch(`chrome-extension://${extension}/${file}`).then(
        () => found.push(`the file ${file}`),
        () => undefined,
      );
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const pristine = frame.contentWindow as unknown as Record<string, unknown>;
    const shape = (of: unknown): string =>
      Reflect.ownKeys(of as object)
        .map((key) => {
          const entry = Reflect.getOwnPropertyDescriptor(of as object, key) as PropertyDescriptor;
          return `${String(key)} ${typeof entry.value} ${entry.writable} ${entry.enumerable} ${entry.configurable}`;
        })
        .join();
    for (const name of ['fetch', 'WebSocket', 'XMLHttpRequest', 'ReadableStream', 'Response', 'MessagePort']) {
      if (shape(scope[name]) !== shape(pristine[name])) found.push(`the shape of ${name}`);
      const [here, there] = [scope[name], pristine[name]] as { prototype?: object }[];
      if (here?.prototype !== undefined && shape(here.prototype) !== shape(there?.prototype))
        found.push(`${name}.prototype`);
      if (
        shape(Reflect.getOwnPropertyDescriptor(globalThis, name)) !==
        shape(Reflect.getOwnPropertyDescriptor(pristine, name))
      )
        found.push(`where ${name} stands`);
      if (!String(scope[name]).endsWith('() { [native code] }')) found.push(`the text of ${name}`);
    }
    const added = Object.getOwnPropertyNames(globalThis).filter(
      (name) => !(name in pristine) && /ever|tap|relay|wxt/i.test(name),
    );
    found.push(...added);
    let stack = '';
    const telltale = {
      toString() {
        stack = new Error().stack ?? '';
        return '/nothing';
      },
    };
    await fetch(telltale as unknown as string).catch(() => undefined);
    if (stack.includes('chrome-extension') || stack.includes(extension)) found.push(`the stack: ${stack}`);
    if (performance.getEntries().some(({ name }) => name.includes('chrome-extension'))) found.push('the timeline');
    frame.remove();
    return found;
  }, id);

  expect(signs).toEqual([]);
});
