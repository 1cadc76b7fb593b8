import { expect, test } from 'vitest';

import { aCapture } from '../testing/captures';
import { isCapture } from './check-capture';

test('a capture of a listed site is one', () => {
  expect(isCapture(aCapture())).toBe(true);
  expect(isCapture(aCapture({ conversation_source_id: null, request: null, kind: 'dom' }))).toBe(true);
});

test.each([
  ['nothing', null],
  ['a text', 'capture'],
  ['another version', { ...aCapture(), schema: 'everthread.capture.v2' }],
  ['an id that is no UUID', aCapture({ id: '1' })],
  ['a page of another site', aCapture({ page_url: 'https://gemini.google.com/app' })],
  ['a page that only looks like the site', aCapture({ page_url: 'https://claude.ai.example/chat/c1' })],
  ['a page without https', aCapture({ page_url: 'http://claude.ai/chat/c1' })],
  ['no body', { ...aCapture(), body: null }],
  ['a time that is none', aCapture({ captured_at: 'yesterday' })],
  ['an empty chat id', aCapture({ conversation_source_id: '' })],
  ['a list as request', { ...aCapture(), request: [] }],
])('%s is none', (_, value) => {
  expect(isCapture(value)).toBe(false);
});
