import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { until } from '../browser';
import { startCapturing, type Capturing, type ChatPage } from '../support/capturing';

import { startEverthread, type EverthreadServer } from './everthread-server';

let server: EverthreadServer;
let capturing: Capturing;
let mcp: Client;
let chat: ChatPage | undefined;

async function connectMcp(): Promise<Client> {
  const client = new Client({ name: 'whole-test', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${server.address}/mcp`), {
    requestInit: { headers: { Authorization: `Bearer ${server.key}` } },
  });
  await client.connect(transport);
  return client;
}

beforeAll(async () => {
  server = await startEverthread();
  capturing = await startCapturing(server.address, server.key);
  mcp = await connectMcp();
  const page = await capturing.chrome.context.newPage();
  await page.goto(server.signIn());
  await page.close();
});

afterEach(async () => {
  await chat?.page.close();
  chat = undefined;
});

afterAll(async () => {
  await mcp.close();
  await capturing.close();
  await server.remove();
});

interface Found {
  readonly text: string;
  readonly site: string;
  readonly role: string;
  readonly conversation_id: string;
}

interface Told {
  readonly messages: readonly { readonly role: string; readonly text: string; readonly complete: boolean }[];
}

async function search(words: string): Promise<readonly Found[]> {
  const list = (await server.rest('GET', `/v1/search?kind=message&q=${encodeURIComponent(words)}`)) as {
    data: readonly Found[];
  };
  return list.data.filter(({ text }) => text.includes(words));
}

/** Waits until a message that holds these very words is found by REST. */
async function foundByRest(words: string, site: string): Promise<Found> {
  let found: readonly Found[] = [];
  await until(
    `"${words}" by REST`,
    async () => (found = (await search(words)).filter((one) => one.site === site)).length > 0,
    60_000,
  );
  const [first] = found;
  if (first === undefined) throw new Error('gone again');
  return first;
}

async function foundByMcp(words: string): Promise<void> {
  const answer = await mcp.callTool({ name: 'search_memory', arguments: { query: words } });
  expect(JSON.stringify(answer.content)).toContain(words);
}

async function foundOnThePage(words: string): Promise<void> {
  const page = await capturing.chrome.context.newPage();
  await page.goto(`${server.address}/?q=${encodeURIComponent(words)}`);
  const shown = (await page.textContent('main')) ?? '';
  expect(shown.replace(/\s+/g, ' ')).toContain(words);
  await page.close();
}

async function conversation(found: Found): Promise<Told> {
  return (await server.rest('GET', `/v1/conversations/${found.conversation_id}`)) as Told;
}

async function queue(): Promise<{ readonly waiting: number }> {
  return ((await capturing.say({ kind: 'status', tab: null })) as { queue: { waiting: number } }).queue;
}

/** For what must not happen: nothing tells that it did not, but that time goes by. */
const moment = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const SITES = [
  { site: 'chatgpt', start: 'https://chatgpt.com/', temporary: 'https://chatgpt.com/?temporary-chat=true' },
  { site: 'claude', start: 'https://claude.ai/new', temporary: 'https://claude.ai/new?test-temporary' },
  { site: 'gemini', start: 'https://gemini.google.com/app', temporary: 'https://gemini.google.com/app?test-temporary' },
] as const;

const address = (site: string, id: string): string =>
  site === 'chatgpt'
    ? `https://chatgpt.com/c/${id}`
    : site === 'claude'
      ? `https://claude.ai/chat/${id}`
      : `https://gemini.google.com/app/${id.slice(2)}`;

test('a click on the Connect page gives the browser a key of its own', async () => {
  chat = await capturing.visit('https://claude.ai/new');
  const page = await capturing.chrome.context.newPage();
  await page.goto(`${server.address}/connect`);
  const area = page.locator('[data-everthread-pairing][data-extension-version]');
  await area.waitFor();

  await area.locator('button[data-everthread-pair]').click();

  // The panel is drawn anew at once, so that its own sign of success is there for a moment only.
  await page.locator('#browsers li').waitFor();
  await page.reload();
  expect(await page.textContent('main')).toContain('paired');
  await page.close();
});

describe.each(SITES)('$site', ({ site, start, temporary }) => {
  test('what was said is found by REST, over MCP and on the page', async () => {
    const words = `marmalade of ${site}`;
    chat = await capturing.visit(start);

    await chat.send(words);

    const found = await foundByRest(words, site);
    await foundByMcp(words);
    await foundOnThePage(words);
    const told = await conversation(found);
    expect(told.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(told.messages.map(({ text }) => text)[1]).toContain(`Answer to ${words}`);
  });

  test('opening an old chat adds nothing that is known already', async () => {
    const words = `quince of ${site}`;
    chat = await capturing.visit(start);
    const id = await chat.send(words);
    const found = await foundByRest(words, site);

    await chat.page.goto(address(site, id));
    await chat.opened();
    await moment(3000);

    expect((await conversation(found)).messages).toHaveLength(2);
  });

  test('an edited turn is the one that is shown', async () => {
    chat = await capturing.visit(start);
    await chat.send(`damson of ${site}`);
    await chat.edit(`greengage of ${site}`);

    const found = await foundByRest(`greengage of ${site}`, site);

    const shown = (await conversation(found)).messages.map(({ text }) => text);
    expect(shown[0]).toBe(`greengage of ${site}`);
  });

  test('a stopped answer is kept as far as it came', async () => {
    chat = await capturing.visit(start);
    await chat.send(`before medlar of ${site}`);
    await chat.start(`please answer slowly about medlar of ${site}`);
    await chat.stalled();
    await chat.stop();

    const found = await foundByRest(`please answer slowly about medlar of ${site}`, site);

    await until(
      'the stopped answer',
      async () => (last = (await conversation(found)).messages.at(-1))?.role === 'assistant',
      30_000,
    );
    expect(last?.complete).toBe(false);
  });
  let last: Told['messages'][number] | undefined;

  test('of a temporary chat nothing is stored', async () => {
    chat = await capturing.visit(temporary);

    await chat.send(`secret rowan of ${site}`);
    await moment(4000);

    expect(await search(`secret rowan of ${site}`)).toEqual([]);
  });

  test('what was said while the server was away is found when it is back', async () => {
    const words = `elderberry of ${site}`;
    chat = await capturing.visit(start);
    await until('nothing is on its way', async () => (await queue()).waiting === 0);
    await server.stop();
    await chat.send(words);
    await until('it waits here', async () => (await queue()).waiting > 0);

    await server.start();
    await capturing.say({ kind: 'try-now' });

    await foundByRest(words, site);
  });
});
