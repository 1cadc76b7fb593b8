import { expect, test, vi } from 'vitest';

import { aCapture, captures } from '../testing/captures';
import { freshOutbox } from '../testing/fresh-outbox';
import type { Outbox } from './outbox';

const ALL = { count: 1_000, size: 1_000_000_000 };
const PROBLEM = { code: 'too_odd', sentence: 'It is too odd.', status: 400 };

async function waiting(outbox: Outbox): Promise<readonly string[]> {
  return (await outbox.next(ALL)).map((row) => row.capture.body);
}

test('what is kept comes out again, oldest first', async () => {
  const { outbox } = await freshOutbox();

  for (const capture of captures(3)) await outbox.add(capture, 1);

  expect(await waiting(outbox)).toEqual(['data: 0\n\n', 'data: 1\n\n', 'data: 2\n\n']);
});

test('each capture is written in a strict transaction', async () => {
  const { outbox } = await freshOutbox();
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');

  await outbox.add(aCapture(), 1);

  expect(opened.mock.calls).toEqual([[['captures', 'chats'], 'readwrite', { durability: 'strict' }]]);
});

test('adding the same capture twice adds nothing', async () => {
  const { outbox } = await freshOutbox();
  const capture = aCapture();

  await Promise.all([outbox.add(capture, 1), outbox.add(capture, 2)]);

  expect(await outbox.counts()).toEqual({ waiting: 1, refused: 0 });
});

test('a batch is bounded by count and by size, and one large capture goes alone', async () => {
  const { outbox } = await freshOutbox();
  await outbox.add(aCapture({ body: 'x'.repeat(5_000) }), 1);
  for (const capture of captures(4)) await outbox.add(capture, 1);

  const large = await outbox.next({ count: 50, size: 4_000 });
  await outbox.deliver([{ id: large[0]?.id ?? '', conversation_id: null, unwanted: null }], 2);

  expect(large).toHaveLength(1);
  expect(await outbox.next({ count: 3, size: 4_000 })).toHaveLength(3);
  expect(await outbox.next({ count: 50, size: 1_200 })).toHaveLength(2);
});

test('a later part of the same reply takes the place of the earlier one', async () => {
  const { outbox } = await freshOutbox();
  await outbox.add(aCapture({ body: 'data: Rye', complete: false }), 1);

  await outbox.add(aCapture({ body: 'data: Rye keeps', complete: false }), 2);
  await outbox.add(aCapture({ body: 'data: Rye keeps longest', complete: true }), 3);

  expect(await waiting(outbox)).toEqual(['data: Rye keeps longest']);
});

test.each([
  ['its body goes another way', { body: 'data: Wheat, not rye' }],
  ['it answers another request', { request: { prompt: 'And cheese?' } }],
  ['it belongs to another chat', { conversation_source_id: 'c2' }],
  ['it comes from another source', { kind: 'snapshot' as const }],
])('an earlier part stays when %s', async (_, fields) => {
  const { outbox } = await freshOutbox();
  await outbox.add(aCapture({ body: 'data: Rye', complete: false }), 1);

  await outbox.add(aCapture({ body: 'data: Rye keeps', ...fields }), 2);

  expect(await outbox.counts()).toEqual({ waiting: 2, refused: 0 });
});

test('a complete capture is never replaced', async () => {
  const { outbox } = await freshOutbox();
  await outbox.add(aCapture({ body: 'data: Rye' }), 1);

  await outbox.add(aCapture({ body: 'data: Rye keeps' }), 2);

  expect(await outbox.counts()).toEqual({ waiting: 2, refused: 0 });
});

test('what was delivered leaves only its count, its chat and its time', async () => {
  const { outbox, database } = await freshOutbox();
  const capture = aCapture();
  await outbox.add(capture, 7);

  await outbox.deliver([{ id: capture.id, conversation_id: 'conversation-1', unwanted: null }], 9);

  expect(await database.getAll('captures')).toEqual([]);
  expect(await outbox.sent()).toBe(1);
  expect(await outbox.chat('claude', 'c1')).toEqual({
    site: 'claude',
    conversation: 'c1',
    conversation_id: 'conversation-1',
    sent: 1,
    kept_at: 7,
    unwanted: null,
  });
});

test('a refused capture is kept with its problem and can be tried again in its old order', async () => {
  const { outbox } = await freshOutbox();
  const [first, second] = captures(2);
  await outbox.add(first ?? aCapture(), 1);
  await outbox.add(second ?? aCapture(), 1);

  await outbox.refuse(first?.id ?? '', PROBLEM);
  const refused = await outbox.refused();
  const meanwhile = await waiting(outbox);
  await outbox.retryRefused();

  expect(refused.map((item) => item.problem)).toEqual([PROBLEM]);
  expect(meanwhile).toEqual(['data: 1\n\n']);
  expect(await waiting(outbox)).toEqual(['data: 0\n\n', 'data: 1\n\n']);
});

test('only a refused capture can be discarded', async () => {
  const { outbox } = await freshOutbox();
  const [first, second] = [aCapture(), aCapture()];
  await outbox.add(first, 1);
  await outbox.add(second, 1);
  await outbox.refuse(second.id, PROBLEM);

  await outbox.discardRefused(first.id);
  await outbox.discardRefused(second.id);

  expect(await outbox.counts()).toEqual({ waiting: 1, refused: 0 });
});

test('a chat that is held back goes nowhere, and comes back whole', async () => {
  const { outbox } = await freshOutbox();
  await outbox.add(aCapture({ body: 'held' }), 1);
  await outbox.add(aCapture({ body: 'other', conversation_source_id: 'c2' }), 1);

  await outbox.hold('claude', 'c1');
  const meanwhile = await waiting(outbox);
  await outbox.release('claude', 'c1');

  expect(meanwhile).toEqual(['other']);
  expect(await waiting(outbox)).toEqual(['held', 'other']);
});

test('erasing a chat leaves nothing of it', async () => {
  const { outbox, database } = await freshOutbox();
  await outbox.add(aCapture(), 1);
  await outbox.add(aCapture({ conversation_source_id: 'c2' }), 1);

  await outbox.erase('claude', 'c1');
  await outbox.forgetChat('claude', 'c1');

  const rows = await database.getAll('captures');
  expect(rows.map((row) => row.conversation)).toEqual(['c2']);
  expect(await outbox.chat('claude', 'c1')).toBeNull();
});
