import type { ChatView, StatusView, TabView } from '../src/page-messages';

const NOW = Date.parse('2026-11-22T13:50:00Z');

const FINE: StatusView = {
  now: NOW,
  version: '0.1.0',
  consent: 'given',
  connection: { address: 'http://atlas:8377', space: 'Personal', refused: null },
  queue: { waiting: 0, refused: 0, sent: 1_204, full: false },
  retry: null,
  pause: { kind: 'off' },
  sites: [
    { id: 'chatgpt', on: true, unread: false },
    { id: 'claude', on: true, unread: false },
    { id: 'gemini', on: true, unread: false },
  ],
  tab: { kind: 'idle' },
  offer: null,
  excluded: [],
};

const CHAT: ChatView = {
  conversation: 'c1',
  conversation_id: '0190-9f',
  kept_at: NOW - 20_000,
  waiting: 0,
  excluded: false,
  erase_at: null,
  erase_problem: null,
  unwanted: null,
};

const AWAY = { attempts: 7, next_try_at: NOW + 40_000, away_since: NOW - 120_000, status: null };
const LOCAL = { address: 'http://127.0.0.1:8377', space: 'Personal', refused: null };
const KEY_PROBLEM = { code: 'invalid_token', sentence: 'Unknown key', status: 401 };

function chat(fields: Partial<ChatView> = {}): TabView {
  return { kind: 'chat', site: 'chatgpt', chat: { ...CHAT, ...fields } };
}

function status(fields: Partial<StatusView>): StatusView {
  return { ...FINE, ...fields };
}

/** Every state that the popup must show, by the name of its picture. */
export const STATUSES: Readonly<Record<string, StatusView>> = {
  kept: status({
    tab: chat(),
    sites: FINE.sites.map((site) => (site.id === 'gemini' ? { ...site, on: false } : site)),
  }),
  waiting: status({
    tab: chat(),
    connection: LOCAL,
    queue: { ...FINE.queue, waiting: 37, refused: 1 },
    retry: AWAY,
  }),
  refused: status({ queue: { ...FINE.queue, refused: 1 } }),
  temporary: status({ tab: { kind: 'temporary', site: 'chatgpt' } }),
  paused: status({ pause: { kind: 'until', at: NOW + 3_000_000 }, tab: chat() }),
  idle: status({}),
  ready: status({ tab: { kind: 'chat', site: 'claude', chat: null } }),
  unseen: status({ tab: { kind: 'unseen', site: 'gemini' } }),
  unpaired: status({ connection: null, queue: { ...FINE.queue, waiting: 3 } }),
  'no-consent': status({ consent: 'unasked', connection: null }),
  declined: status({ consent: 'declined', connection: null }),
  drift: status({ tab: { kind: 'drift', site: 'claude', missing: 'the list of messages' } }),
  unread: status({ sites: FINE.sites.map((site) => ({ ...site, unread: site.id === 'gemini' })), tab: chat() }),
  'key-refused': status({
    connection: { ...LOCAL, refused: KEY_PROBLEM },
    queue: { ...FINE.queue, waiting: 1 },
  }),
  full: status({ queue: { ...FINE.queue, full: true } }),
  erasing: status({ tab: chat({ excluded: true, erase_at: NOW + 55_000 }) }),
  excluded: status({ tab: chat({ excluded: true }) }),
  deleted: status({ tab: chat({ unwanted: 'deleted' }) }),
};

export const OFFERED: StatusView = status({ consent: 'unasked', connection: null, offer: { address: LOCAL.address } });
export const SWITCHING: StatusView = status({
  connection: LOCAL,
  offer: { address: 'http://localhost:9000' },
  queue: { ...FINE.queue, waiting: 2 },
});
export const SETTINGS: StatusView = status({
  connection: LOCAL,
  queue: { ...FINE.queue, waiting: 37, refused: 1 },
  retry: AWAY,
  excluded: [{ site: 'claude', conversation: '7f3a-11', at: NOW - 86_400_000 }],
});
export const NO_SERVER: StatusView = status({ connection: null });

export const REFUSED = [
  {
    id: 'r1',
    site: 'gemini',
    added_at: NOW - 7_200_000,
    size: 48_000,
    problem: { code: 'site_mismatch', sentence: 'The page’s address doesn’t belong to Gemini.', status: null },
  },
];
