import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

import type { Outbox } from '../outbox/outbox';
import { aCapture } from '../testing/captures';
import { freshOutbox } from '../testing/fresh-outbox';
import { json, startStub, type StubServer } from '../testing/stub-server';
import { eraseDue, excludeChat, GRACE_MS, hastenErasure, includeChat, tellKeptAgain } from './erase';
import { erasures, excluded, keptAgain } from './settings';

let server: StubServer;
let outbox: Outbox;

beforeEach(async () => {
  fakeBrowser.reset();
  server = await startStub((_, response) => void response.writeHead(204).end());
  ({ outbox } = await freshOutbox());
});

afterEach(() => server.close());

const access = () => ({ address: server.address, key: 'et_test' });
const heard = () => server.heard.map(({ method, path }) => `${method} ${path}`);

async function sent(conversation_id: string | null): Promise<void> {
  const capture = aCapture();
  await outbox.add(capture, 1);
  await outbox.deliver([{ id: capture.id, conversation_id, unwanted: null }], 1);
}

test('nothing is erased before its time, and undo brings everything back', async () => {
  await outbox.add(aCapture(), 1);

  await excludeChat(outbox, 'claude', 'c1', 1);
  await eraseDue(outbox, access(), GRACE_MS);
  const held = await outbox.counts();
  await includeChat(outbox, 'claude', 'c1');

  expect(held.waiting).toBe(0);
  expect(await outbox.counts()).toEqual({ waiting: 1, refused: 0 });
  expect(await excluded.read()).toEqual([]);
  expect(heard()).toEqual([]);
});

test('when its time has come, a chat is erased here and on the server', async () => {
  await sent('k1');
  await outbox.add(aCapture(), 1);
  await excludeChat(outbox, 'claude', 'c1', 1);

  await eraseDue(outbox, access(), GRACE_MS + 1);

  expect(heard()).toEqual(['DELETE /v1/conversations/k1']);
  expect(await outbox.chat('claude', 'c1')).toBeNull();
  expect(await erasures.read()).toEqual([]);
  expect(await excluded.read()).toHaveLength(1);
});

test('a chat that was erased and is kept again may be captured again', async () => {
  await sent('k1');
  await excludeChat(outbox, 'claude', 'c1', 1);
  await eraseDue(outbox, access(), GRACE_MS + 1);

  await includeChat(outbox, 'claude', 'c1');
  await tellKeptAgain(access());

  expect(heard()).toEqual(['DELETE /v1/conversations/k1', 'POST /v1/conversations/keep']);
  expect(await keptAgain.read()).toEqual([]);
});

test('the server is told of a chat that is kept again as soon as it can be reached', async () => {
  await includeChat(outbox, 'claude', 'c1');
  server.answers = (_, response) => void response.destroy();

  await tellKeptAgain(null);
  await tellKeptAgain(access());

  expect(await keptAgain.read()).toEqual([{ site: 'claude', conversation: 'c1' }]);
});

test('a chat that never went out is erased without asking the server', async () => {
  await outbox.add(aCapture(), 1);
  await excludeChat(outbox, 'claude', 'c1', 1);

  await eraseDue(outbox, null, GRACE_MS + 1);

  expect(heard()).toEqual([]);
  expect(await erasures.read()).toEqual([]);
});

test('a chat whose id the server never told is looked up', async () => {
  await sent(null);
  server.answers = ({ method, path }, response) => {
    if (method === 'DELETE') return void response.writeHead(204).end();
    const isFirst = !path.includes('after');
    const data = isFirst ? [{ id: 'k0', source_id: 'other' }] : [{ id: 'k1', source_id: 'c1' }];
    json(response, 200, { object: 'list', data, has_more: isFirst, last_id: 'k0' });
  };
  await excludeChat(outbox, 'claude', 'c1', 1);

  await eraseDue(outbox, access(), GRACE_MS + 1);

  expect(heard().at(-1)).toBe('DELETE /v1/conversations/k1');
});

test('while the server is away the erasure stays planned', async () => {
  await sent('k1');
  await excludeChat(outbox, 'claude', 'c1', 1);
  server.answers = (_, response) => void response.destroy();

  await eraseDue(outbox, access(), GRACE_MS + 1);

  expect(await erasures.read()).toMatchObject([{ due_at: 2 * GRACE_MS + 1, problem: null }]);
});

test('an erasure that the server refuses is shown, and tried again only when asked', async () => {
  await sent('k1');
  await excludeChat(outbox, 'claude', 'c1', 1);
  server.answers = (_, response) => json(response, 403, { code: 'insufficient_scope', title: 'Not with this key.' });

  await eraseDue(outbox, access(), GRACE_MS + 1);
  const refused = await erasures.read();
  await eraseDue(outbox, access(), 9 * GRACE_MS);
  await hastenErasure('claude', 'c1');
  await eraseDue(outbox, access(), 9 * GRACE_MS);

  expect(refused[0]?.problem?.code).toBe('insufficient_scope');
  expect(heard()).toHaveLength(2);
});
