import { expect, test } from 'vitest';

import { backoff, retryAfter, verdictOf } from './retry';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const STATUSES = Array.from({ length: 200 }, (_, index) => 400 + index);

test('only 429, 502, 503 and 504 of all errors are tried again', () => {
  const later = STATUSES.filter((status) => verdictOf(status) === 'later');

  expect(later).toEqual([429, 502, 503, 504]);
});

test('only 401 and 403 speak of the key', () => {
  expect(STATUSES.filter((status) => verdictOf(status) === 'key-refused')).toEqual([401, 403]);
});

test('waits double from one second to ten minutes and are spread over their upper half', () => {
  expect([1, 2, 3, 4].map((attempt) => backoff(attempt, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect([1, 2, 3, 4].map((attempt) => backoff(attempt, 0))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(backoff(50, 1)).toBe(600_000);
  expect(backoff(5_000, 1)).toBe(600_000);
});

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sunday, 22-Nov-26 10:00:30 GMT', 30_000],
  ['Sun Nov 22 10:00:30 2026 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['999999999', 86_400_000],
])('Retry-After “%s” means %i ms', (header, millis) => {
  expect(retryAfter(header, NOW)).toBe(millis);
});

test.each([null, '', '-5', '1.5', 'soon', 'Sun, the day after'])('Retry-After “%s” says nothing', (header) => {
  expect(retryAfter(header, NOW)).toBeNull();
});
