import { expect, test } from 'vitest';

import { STATUSES } from '../../e2e/statuses';
import { faceOf } from './face';
import { reportOf } from './report';
import { span } from './words';

const TITLES = {
  kept: 'This chat is kept',
  waiting: 'Kept here, not sent yet',
  refused: '1 message was refused',
  temporary: 'Not keeping this chat',
  paused: 'Paused',
  idle: 'Not a chat page',
  ready: 'Ready',
  unseen: 'Reload this tab once',
  unpaired: 'No server yet',
  'no-consent': 'Not set up yet',
  declined: 'Nothing is kept',
  drift: 'This page can’t be read',
  unread: 'This chat is kept',
  'key-refused': 'Pair this browser again',
  full: 'The disk is full',
  erasing: 'Not keeping this chat',
  excluded: 'Not keeping this chat',
  deleted: 'Not keeping this chat',
};

test('each state has its heading', () => {
  const titles = Object.fromEntries(Object.entries(STATUSES).map(([name, status]) => [name, faceOf(status).title]));

  expect(titles).toEqual(TITLES);
});

test('a server that is away is named, and what waits is safe', () => {
  const { waiting } = STATUSES;
  expect(waiting && faceOf(waiting).text).toBe(
    'The server doesn’t answer at 127.0.0.1:8377. 37 messages wait safely in this browser and go out by themselves when it’s back.',
  );
});

test('one waiting message is spoken of as one', () => {
  const { waiting } = STATUSES;
  const one = waiting && { ...waiting, queue: { ...waiting.queue, waiting: 1 } };

  expect(one && faceOf(one).text).toContain(
    '1 message waits safely in this browser and goes out by itself when it’s back.',
  );
});

test('a temporary chat is named as such even while the server is away', () => {
  const { temporary, waiting } = STATUSES;
  const both = temporary && waiting && { ...waiting, tab: temporary.tab };

  expect(both && faceOf(both).title).toBe('Not keeping this chat');
});

test('a report holds neither the chat nor the server’s address', () => {
  const { waiting } = STATUSES;
  const report = waiting && reportOf(waiting, [], 'Chrome');

  expect(report).toContain('"waiting": 37');
  expect(report).not.toContain('127.0.0.1');
  expect(report).not.toContain('c1');
});

test.each([
  [999, '0 seconds'],
  [1_000, '1 second'],
  [119_000, '1 minute'],
  [7_200_000, '2 hours'],
  [172_800_000, '2 days'],
])('%i ms are %s', (millis, words) => {
  expect(span(millis)).toBe(words);
});
