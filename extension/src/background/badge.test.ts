import { expect, test } from 'vitest';

import type { StatusView } from '../page-messages';
import { badgeOf } from './badge';

const FINE: Omit<StatusView, 'tab'> = {
  now: 1_000,
  version: '0.1.0',
  consent: 'given',
  connection: { address: 'http://127.0.0.1:8377', space: 'Personal', refused: null },
  queue: { waiting: 0, refused: 0, sent: 5, full: false },
  retry: null,
  pause: { kind: 'off' },
  sites: [{ id: 'claude', on: true, unread: false }],
  offer: null,
  excluded: [],
};
const KEY_REFUSED = { code: 'invalid_token', sentence: 'Unknown key', status: 401 };

test('when all is well there is no badge', () => {
  expect(badgeOf(FINE)).toEqual({ text: '', tone: 'quiet', title: 'Everthread: everything is kept.' });
});

test.each([
  ['37', { queue: { ...FINE.queue, waiting: 37 } }],
  ['12k', { queue: { ...FINE.queue, waiting: 12_345 } }],
  ['II', { pause: { kind: 'switched-on' } }],
  ['II', { pause: { kind: 'restart' }, queue: { ...FINE.queue, waiting: 3 } }],
  ['!', { queue: { ...FINE.queue, refused: 1, waiting: 3 } }],
  ['!', { queue: { ...FINE.queue, full: true } }],
  ['!', { sites: [{ id: 'claude', on: true, unread: true }] }],
  ['', { sites: [{ id: 'claude', on: false, unread: true }] }],
  ['!', { connection: { address: 'http://127.0.0.1:8377', space: '', refused: KEY_REFUSED } }],
  ['', { consent: 'unasked', queue: { ...FINE.queue, refused: 1 } }],
  ['3', { connection: null, queue: { ...FINE.queue, waiting: 3 } }],
] as const)('the badge says “%s”', (text, fields) => {
  expect(badgeOf({ ...FINE, ...fields }).text).toBe(text);
});

test('the title says in words what the badge means', () => {
  expect(badgeOf({ ...FINE, queue: { ...FINE.queue, waiting: 1 } }).title).toBe(
    'Everthread: 1 message waiting for the server.',
  );
});
