import { expect, test } from 'vitest';

import { mayCapture, type CaptureRules } from './policy';

const NOW = 1_000_000;
const OPEN: CaptureRules = { consent: 'given', pause: { kind: 'off' }, sitesOff: [], excluded: [] };
const ASKER = { site: 'claude', conversation: 'c1', incognito: false } as const;
const EXCLUDED = { site: 'claude', conversation: 'c1', at: 1 } as const;

test('after consent, everything that is not switched off is captured', () => {
  expect(mayCapture(OPEN, ASKER, NOW)).toEqual({ capture: true });
});

test.each([
  ['no-consent', { consent: 'unasked' }],
  ['no-consent', { consent: 'declined' }],
  ['paused', { pause: { kind: 'until', at: NOW + 1 } }],
  ['paused', { pause: { kind: 'restart' } }],
  ['paused', { pause: { kind: 'switched-on' } }],
  ['site-off', { sitesOff: ['claude'] }],
  ['conversation-off', { excluded: [EXCLUDED] }],
] as const)('%s stops capturing', (why, rules) => {
  expect(mayCapture({ ...OPEN, ...rules }, ASKER, NOW)).toEqual({ capture: false, why });
});

test('incognito is never captured', () => {
  expect(mayCapture(OPEN, { ...ASKER, incognito: true }, NOW)).toEqual({ capture: false, why: 'incognito' });
});

test('a pause that has run out stops nothing', () => {
  expect(mayCapture({ ...OPEN, pause: { kind: 'until', at: NOW } }, ASKER, NOW)).toEqual({ capture: true });
});

test('one chat that is not wanted says nothing about others, or about new ones', () => {
  const rules = { ...OPEN, excluded: [EXCLUDED] };

  expect(mayCapture(rules, { ...ASKER, conversation: 'c2' }, NOW)).toEqual({ capture: true });
  expect(mayCapture(rules, { ...ASKER, site: 'gemini' }, NOW)).toEqual({ capture: true });
  expect(mayCapture(rules, { ...ASKER, conversation: null }, NOW)).toEqual({ capture: true });
});
