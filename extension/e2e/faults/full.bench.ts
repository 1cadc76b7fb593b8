import { expect, test } from 'vitest';

import type { Row } from '../../src/outbox/database';
import { rowOf } from '../../src/outbox/rows';
import { newProfile, removeProfile, startChrome, until } from '../browser';
import { KEY } from '../connect-page';
import { ask } from '../say';
import { startEverthread, type EverthreadServer } from '../whole/everthread-server';

import { MemoryStore, passOn, startFaultyServer, type Store } from './faulty-server';
import { numbered, storm, type StormResult } from './storm';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const PLAN = { workerStops: number('WORKER_STOPS', 200), browserKills: number('BROWSER_KILLS', 50) };
const REAL = { workerStops: Math.ceil(PLAN.workerStops / 10), browserKills: Math.ceil(PLAN.browserKills / 10) };
const QUEUED = number('QUEUED', 10_000);

function tell(server: string, { workerStops, browserKills, kept, lost, twice }: StormResult, more = ''): void {
  const figures = [server, workerStops, browserKills, kept, lost.length, twice.length];
  process.stdout.write(`| ${figures.join(' | ')} |${more}\n`);
}

test('a server in memory', async () => {
  const store = new MemoryStore();
  const server = await startFaultyServer(store.take, KEY);

  const result = await storm(PLAN, server, KEY, () => store.texts());
  await server.close();

  process.stdout.write(
    '| server | worker stops | browser kills | said to be kept | lost | twice |\n|---|---|---|---|---|---|\n',
  );
  tell('in memory', result);
  process.stdout.write(
    `Batches by fault: ${JSON.stringify([...server.suffered])}; came again and were known: ${store.again}\n`,
  );
  expect(result).toMatchObject({ lost: [], twice: [] });
});

test('the real server', async () => {
  const real = await startEverthread();
  const server = await startFaultyServer(passOn(real.address, real.key), real.key);

  const result = await storm(REAL, server, real.key, () => questions(real));
  await server.close();
  await real.remove();

  tell('Everthread', result);
  expect(result).toMatchObject({ lost: [], twice: [] });
});

test('a long queue', async () => {
  const real = await startEverthread();
  let [come, inServer] = [0, 0];
  const take = passOn(real.address, real.key);
  const timed: Store = async (heard) => {
    const asked = performance.now();
    const answered = await take(heard);
    inServer += performance.now() - asked;
    come += answered.results.length;
    return answered;
  };
  const server = await startFaultyServer(timed, real.key);
  const profile = await newProfile();
  const chrome = await startChrome(profile);
  const own = await chrome.open('options.html');
  const rows = Array.from({ length: QUEUED }, (_, index) => rowOf(numbered(`number ${index + 1} of the queue`), index));
  await own.evaluate(putRows, rows);
  await ask(own, { kind: 'consent', given: true });

  const begun = performance.now();
  const { works } = await ask(own, { kind: 'connect', address: server.address, secret: real.key });
  expect(works).toBe(true);
  await until('all has come', () => come >= QUEUED, 1_800_000);
  await until('the queue is empty', async () => (await ask(own, { kind: 'status', tab: null })).queue.waiting === 0);
  const seconds = (performance.now() - begun) / 1000;

  process.stdout.write('| queued captures | drained in s | of it in the server |\n|---|---|---|\n');
  process.stdout.write(`| ${QUEUED} | ${seconds.toFixed(1)} | ${(inServer / 1000).toFixed(1)} |\n`);
  await chrome.close();
  await removeProfile(profile);
  await server.close();
  await real.remove();
});

/** Runs in the page: fills the outbox without its worker. */
function putRows(rows: readonly Row[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('everthread-outbox');
    opening.onerror = () => reject(new Error('the outbox does not open'));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('captures', 'readwrite');
      for (const row of rows) transaction.objectStore('captures').add(row);
      transaction.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

/** What people asked in all conversations, once the server has read everything. */
async function questions(server: EverthreadServer): Promise<readonly string[]> {
  await until(
    'everything is read',
    async () => ((await server.rest('GET', '/v1/stats')) as { pending: { reading: number } }).pending.reading === 0,
    300_000,
  );
  const texts: string[] = [];
  for (let after = '', more = true; more;) {
    const list = (await server.rest('GET', `/v1/conversations?limit=100${after}`)) as ListOfConversations;
    for (const { id } of list.data) {
      const { messages } = (await server.rest('GET', `/v1/conversations/${id}?branch=all`)) as Told;
      texts.push(...messages.filter(({ role }) => role === 'user').map(({ text }) => text));
    }
    more = list.has_more;
    after = `&after=${list.last_id}`;
  }
  return texts;
}

interface ListOfConversations {
  readonly data: readonly { readonly id: string }[];
  readonly has_more: boolean;
  readonly last_id: string;
}

interface Told {
  readonly messages: readonly { readonly role: string; readonly text: string }[];
}
