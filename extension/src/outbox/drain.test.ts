import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Capture } from '../capture/capture';
import { aCapture, captures } from '../testing/captures';
import { freshOutbox } from '../testing/fresh-outbox';
import { json, startStub, storeAll, type Answers, type StubServer } from '../testing/stub-server';
import { Drain, type RetryState } from './drain';
import type { Outbox } from './outbox';
import type { Problem } from './problem';
import { sendCaptures } from './server';

/** Fetch itself turns a 407 into a lost connection, and may repeat a 421 once; `retry.test.ts` judges these two. */
const HIDDEN_BY_FETCH = [407, 421];
const STATUSES = Array.from({ length: 200 }, (_, index) => 400 + index).filter((s) => !HIDDEN_BY_FETCH.includes(s));
const RETRYABLE = [429, 502, 503, 504];

let server: StubServer;
let outbox: Outbox;
let retry: RetryState | null;
let keyProblem: Problem | null;
let clock: number;
let drifting: boolean | null;

beforeEach(async () => {
  server = await startStub();
  ({ outbox } = await freshOutbox());
  retry = keyProblem = drifting = null;
  clock = 1_000_000;
});

afterEach(() => server.close());

function drain(): Drain {
  return new Drain({
    outbox,
    access: () => Promise.resolve(keyProblem === null ? { address: server.address, key: 'et_test' } : null),
    send: sendCaptures,
    readRetry: () => Promise.resolve(retry),
    writeRetry: (state) => Promise.resolve(void (retry = state)),
    keyRefused: (_, problem) => Promise.resolve(void (keyProblem = problem)),
    read: (_, drift) => Promise.resolve(void (drifting = drift)),
    now: () => clock,
    random: () => 1,
  });
}

async function keep(all: readonly Capture[]): Promise<void> {
  for (const capture of all) await outbox.add(capture, clock);
}

function stored(): readonly string[] {
  return [...new Set(server.heard.flatMap((heard) => heard.captures.map(({ body }) => body)))];
}

test('what waits goes out once, gzipped, in order, with the key', async () => {
  await keep(captures(120));

  await drain().run();

  expect(server.heard.map((heard) => heard.captures.length)).toEqual([50, 50, 20]);
  expect(server.heard[0]).toMatchObject({ method: 'POST', path: '/v1/captures', authorization: 'Bearer et_test' });
  expect(stored()).toEqual(Array.from({ length: 120 }, (_, index) => `data: ${index}\n\n`));
  expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
});

test('many calls at once make one drain', async () => {
  await keep(captures(3));
  const one = drain();

  await Promise.all([one.run(), one.run(), one.run('now')]);

  expect(server.heard).toHaveLength(1);
});

describe('the retry contract', () => {
  test.each(STATUSES)('status %i', async (status) => {
    server.answers = (_, response) => json(response, status, { code: 'no', title: 'No.' });
    await keep(captures(1));

    await drain().run();
    clock += 24 * 60 * 60_000;
    await drain().run();

    const isRetried = RETRYABLE.includes(status);
    const pausesAll = status === 401 || status === 403;
    expect(server.heard).toHaveLength(isRetried ? 2 : 1);
    expect(await outbox.counts()).toEqual(
      isRetried || pausesAll ? { waiting: 1, refused: 0 } : { waiting: 0, refused: 1 },
    );
  });

  test('a 407 without a proxy is a lost connection, so nothing is set aside', async () => {
    server.answers = (_, response) => json(response, 407, {});
    await keep(captures(1));

    await drain().run();

    expect(retry).toMatchObject({ attempts: 1, status: null });
    expect(await outbox.counts()).toEqual({ waiting: 1, refused: 0 });
  });

  test('after a lost connection the waits grow, and nothing is sent before its time', async () => {
    server.answers = (_, response) => void response.destroy();
    await keep(captures(1));
    const waits: number[] = [];

    for (let attempt = 1; attempt <= 12; attempt++) {
      await drain().run();
      const heard = server.heard.length;
      waits.push((retry?.next_try_at ?? 0) - clock);
      clock = (retry?.next_try_at ?? 0) - 1;
      await drain().run();
      expect(server.heard).toHaveLength(heard);
      clock += 1;
    }

    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe(600_000);
    expect(retry).toMatchObject({ attempts: 12, away_since: 1_000_000, status: null });
  });

  test.each([
    ['seconds', () => '90'],
    ['an HTTP date', () => new Date(Date.now() + 90_000).toUTCString()],
  ])('Retry-After in %s is honoured', async (_, header) => {
    clock = Date.now();
    server.answers = (_heard, response) => json(response, 503, {}, { 'Retry-After': header() });
    await keep(captures(1));

    await drain().run();

    expect(Math.abs((retry?.next_try_at ?? 0) - clock - 90_000)).toBeLessThanOrEqual(2_000);
  });

  test('“now” tries before the time has come, and success forgets the trouble', async () => {
    retry = { attempts: 9, next_try_at: clock + 500_000, away_since: 1, status: null };
    await keep(captures(2));

    await drain().run('now');

    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
    expect(retry).toBeNull();
  });

  test('a refused key stops everything and keeps everything', async () => {
    server.answers = (_, response) => json(response, 401, { code: 'invalid_token', title: 'Unknown key' });
    await keep(captures(3));

    await drain().run();
    await drain().run('now');

    expect(server.heard).toHaveLength(1);
    expect(keyProblem).toEqual({ code: 'invalid_token', sentence: 'Unknown key', status: 401 });
    expect(await outbox.counts()).toEqual({ waiting: 3, refused: 0 });
  });
});

describe('half answers are lost connections', () => {
  const halves: readonly (readonly [string, Answers])[] = [
    [
      'breaks off in the body',
      (_, response) => {
        response.writeHead(200, { 'Content-Length': '500' }).write('{"results":[');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['is not JSON', (_, response) => void response.writeHead(200).end('<html>Sign in to the network</html>')],
    ['is JSON without results', (_, response) => json(response, 200, { ok: true })],
    ['names other captures only', (_, response) => json(response, 200, { results: [{ id: 'x', status: 'stored' }] })],
    ['is a redirect', (_, response) => void response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end()],
  ];

  test.each(halves)('when it %s', async (_, answers) => {
    server.answers = answers;
    await keep(captures(2));

    await drain().run();
    const afterwards = await outbox.counts();
    server.answers = storeAll;
    await drain().run('now');

    expect(afterwards).toEqual({ waiting: 2, refused: 0 });
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('what a part of the results names is delivered, the rest is sent again', async () => {
    let calls = 0;
    server.answers = (heard, response) => {
      calls += 1;
      if (calls > 1) {
        storeAll(heard, response);
        return;
      }
      json(response, 200, { results: heard.captures.slice(0, 1).map(({ id }) => ({ id, status: 'stored' })) });
    };
    await keep(captures(3));

    await drain().run();

    expect(server.heard.map((heard) => heard.captures.length)).toEqual([3, 2]);
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  });
});

describe('one bad capture', () => {
  const isPoison = (capture: Capture): boolean => capture.body === 'data: 17\n\n';

  test.each([400, 413, 422, 500])('that makes the whole batch fail with %i is found and set aside', async (status) => {
    server.answers = (heard, response) =>
      heard.captures.some(isPoison)
        ? json(response, status, { code: 'poison', title: 'Bad' })
        : storeAll(heard, response);
    await keep(captures(60));

    await drain().run();

    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 1 });
    expect((await outbox.refused())[0]?.problem).toEqual({ code: 'poison', sentence: 'Bad', status });
    expect(await outbox.sent()).toBe(59);
    expect(server.heard.length).toBeLessThan(16);
  });

  test('that is rejected alone is kept and shown, and does not block the next', async () => {
    server.answers = (heard, response) => {
      const results = heard.captures.map((capture) =>
        isPoison(capture)
          ? { id: capture.id, status: 'rejected', problem: { code: 'site_mismatch', detail: 'The hosts do not fit.' } }
          : { id: capture.id, status: 'stored' },
      );
      json(response, 200, { results });
    };
    await keep(captures(60));

    await drain().run();

    const [refused] = await outbox.refused();
    expect(refused?.problem).toEqual({ code: 'site_mismatch', sentence: 'The hosts do not fit.', status: null });
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 1 });
  });
});

test.each(['temporary_chat', 'do_not_remember', 'deleted'])(
  'a refusal by design (%s) leaves nothing to show',
  async (code) => {
    server.answers = (heard, response) =>
      json(response, 200, { results: heard.captures.map(({ id }) => ({ id, status: 'rejected', problem: { code } })) });
    await keep([aCapture()]);

    await drain().run();

    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
    expect(await outbox.sent()).toBe(0);
    expect((await outbox.chat('claude', 'c1'))?.unwanted).toBe(code);
  },
);

test('a duplicate counts as delivered', async () => {
  server.answers = (heard, response) =>
    json(response, 200, {
      results: heard.captures.map(({ id }) => ({ id, status: 'duplicate', conversation_id: 'k' })),
    });
  await keep([aCapture()]);

  await drain().run();

  expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  expect((await outbox.chat('claude', 'c1'))?.conversation_id).toBe('k');
});

test.each([
  ['keeps but cannot read is noticed', { drift: true }, true],
  ['could read clears that', { conversation_id: 'k' }, false],
  ['has not read yet says nothing', {}, null],
])('what the server %s', async (_, fields, expected) => {
  server.answers = (heard, response) =>
    json(response, 200, { results: heard.captures.map(({ id }) => ({ id, status: 'stored', ...fields })) });
  await keep([aCapture()]);

  await drain().run();

  expect(drifting).toBe(expected);
});

test('two thousand captures drain whole, in order', async () => {
  await keep(captures(2_000));

  await drain().run();

  expect(stored()).toHaveLength(2_000);
  expect(stored().at(-1)).toBe('data: 1999\n\n');
});
