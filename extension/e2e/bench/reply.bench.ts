import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test } from 'vitest';

import { startCapturing } from '../support/capturing';
import { startEverthread } from '../whole/everthread-server';

import { print, quantile, times } from './figures';

const REPLIES = times('BENCH_REPLIES', 40);
const PATIENCE_MS = 60_000;
const SITES = ['https://chatgpt.com/', 'https://claude.ai/new', 'https://gemini.google.com/app'];

interface Chat {
  readonly chat: { send(text: string): Promise<string> };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('from the end of a reply until an AI finds it', async () => {
  const server = await startEverthread();
  const capturing = await startCapturing(server.address, server.key);
  const mcp = new Client({ name: 'reply-bench', version: '1.0.0' });
  const requestInit = { headers: { Authorization: `Bearer ${server.key}` } };
  await mcp.connect(new StreamableHTTPClientTransport(new URL(`${server.address}/mcp`), { requestInit }));
  const findIt = async (word: string): Promise<boolean> => {
    const answer = await mcp.callTool({ name: 'search_memory', arguments: { query: word } });
    return JSON.stringify(answer.content).includes(`Answer to ${word}`);
  };
  const waits = new Map<string, number[]>(SITES.map((site) => [new URL(site).host, []]));

  for (let time = -SITES.length; time < REPLIES; time++) {
    const site = SITES[(time + SITES.length) % SITES.length] ?? '';
    const chat = await capturing.visit(site);
    const word = `thread${String(time + SITES.length).padStart(4, '0')}q`;
    const ended = await chat.page.evaluate(async (text) => {
      await (globalThis as unknown as Chat).chat.send(text);
      return Date.now();
    }, word);
    while (!(await findIt(word))) {
      if (Date.now() - ended > PATIENCE_MS) throw new Error(`a reply of ${site} was never found`);
      await pause(5);
    }
    if (time >= 0) waits.get(new URL(site).host)?.push(Date.now() - ended);
    await chat.page.close();
  }

  const all = [...waits.values()].flat();
  const row = (name: string, values: readonly number[]): string[] => [
    name,
    String(values.length),
    ...[0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(0)),
  ];
  print([
    ['reply to found, ms', 'replies', 'p50', 'p95', 'max'],
    ...[...waits].map(([name, values]) => row(name, values)),
    row('all', all),
  ]);
  expect(all).toHaveLength(REPLIES);
  await mcp.close();
  await capturing.close();
  await server.remove();
});
