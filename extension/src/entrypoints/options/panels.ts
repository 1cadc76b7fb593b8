import { browser } from 'wxt/browser';

import { isPaused, type ExcludedChat } from '../../background/policy';
import type { RefusedItem } from '../../outbox/outbox';
import type { StatusView } from '../../page-messages';
import { siteName } from '../../sites/site-list';
import { ask } from '../../ui/ask';
import { h } from '../../ui/element';
import { siteMark } from '../../ui/marks';
import { messages, moment, pauseSentence } from '../../ui/words';

interface Drawing {
  readonly signature: string;
  readonly draw: () => readonly (Node | null)[];
}

type Refresh = () => Promise<void>;
type Say = (sentence: string) => void;

const SIZES = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** The switches. */
export function drawCapture({ sites, pause, now, queue }: StatusView, refresh: Refresh): Drawing {
  const paused = pause.kind !== 'off' && isPaused(pause, now) ? pause : null;
  const change = async (site: StatusView['sites'][number]): Promise<void> => {
    await ask('switch-site', { site: site.id, on: !site.on });
    await refresh();
  };
  const resume = async (): Promise<void> => {
    await ask('pause', { pause: { kind: 'off' } });
    await refresh();
  };
  return {
    signature: JSON.stringify([sites, paused, queue.sent]),
    draw: () => [
      h('h2', { id: 'capture-title' }, 'Capture'),
      paused === null ? null : h('p', { class: 'quiet' }, pauseSentence(paused)),
      paused === null ? null : action('resume', 'Resume', resume),
      h('div', {}, ...sites.map((site) => siteLine(site, () => void change(site)))),
      h('p', { class: 'meta' }, `${messages(queue.sent)} went to the server so far.`),
    ],
  };
}

/** What the server refused, and what to do with it. */
export function drawRefused(items: readonly RefusedItem[], refresh: Refresh, say: Say): Drawing {
  const retry = async (): Promise<void> => {
    await ask('retry-refused', {});
    say('They wait for the server again.');
    await refresh();
  };
  const discard = async (id: string): Promise<void> => {
    await ask('discard-refused', { id });
    say('Deleted from this browser.');
    await refresh();
  };
  return {
    signature: JSON.stringify(items),
    draw: () => [
      h('h2', { id: 'refused-title' }, 'Refused by the server'),
      items.length === 0
        ? h('p', { class: 'quiet' }, 'Nothing was refused.')
        : h(
            'p',
            { class: 'quiet' },
            'These stay in this browser until you decide. After an update of the server, trying again can help.',
          ),
      items.length === 0 ? null : h('ul', { class: 'list' }, ...items.map((item) => refusedLine(item, discard))),
      items.length === 0 ? null : action('retry-refused', items.length === 1 ? 'Try it again' : 'Try all again', retry),
    ],
  };
}

/** The chats that are not kept. */
export function drawExcluded(chats: readonly ExcludedChat[], refresh: Refresh, say: Say): Drawing {
  const include = async (chat: ExcludedChat): Promise<void> => {
    await ask('include', { site: chat.site, conversation: chat.conversation });
    say('New messages of this chat are kept again.');
    await refresh();
  };
  return {
    signature: JSON.stringify(chats),
    draw: () => [
      h('h2', { id: 'excluded-title' }, 'Chats that are not kept'),
      chats.length === 0
        ? h('p', { class: 'quiet' }, 'None. Open a chat and choose “Don’t save this chat” in the toolbar’s window.')
        : null,
      chats.length === 0 ? null : h('ul', { class: 'list' }, ...chats.map((chat) => excludedLine(chat, include))),
    ],
  };
}

/** What was allowed. */
export function drawPrivacy({ consent }: StatusView): Drawing {
  const sentence = {
    unasked: 'You haven’t allowed anything yet, so nothing is kept.',
    given: 'You allowed Everthread to keep your chats on your own server.',
    declined: 'You chose not to allow it, so nothing is kept.',
  }[consent];
  const href = browser.runtime.getURL('/consent.html');
  return {
    signature: consent,
    draw: () => [
      h('h2', { id: 'privacy-title' }, 'What you allowed'),
      h('p', { class: 'quiet' }, sentence),
      h('p', {}, h('a', { href }, consent === 'given' ? 'Read or end it' : 'Read and decide')),
    ],
  };
}

function siteLine({ id, on, unread }: StatusView['sites'][number], change: () => void): HTMLElement {
  const remark = !on ? 'paused by you' : unread ? 'has changed; kept until it can be read' : '';
  return h(
    'div',
    { class: 'switch-row' },
    siteMark(id),
    h('span', { class: 'name', id: `name-${id}` }, siteName(id)),
    h('span', { class: 'meta' }, remark),
    h('button', {
      id: `switch-${id}`,
      type: 'button',
      class: 'switch',
      role: 'switch',
      'aria-checked': String(on),
      'aria-labelledby': `name-${id}`,
      onclick: change,
    }),
  );
}

function refusedLine(
  { id, site, added_at, size, problem }: RefusedItem,
  discard: (id: string) => Promise<void>,
): HTMLElement {
  const where = `${moment(added_at)} · ${SIZES.format(size / 1024)} kB · ${problem.code}`;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'what' },
      h('strong', {}, siteMark(site), siteName(site)),
      h('span', {}, problem.sentence),
      h('span', { class: 'meta' }, where),
    ),
    h(
      'button',
      { id: `discard-${id}`, type: 'button', class: 'button small danger', onclick: () => void discard(id) },
      'Delete',
    ),
  );
}

function excludedLine(chat: ExcludedChat, include: (chat: ExcludedChat) => Promise<void>): HTMLElement {
  const id = `include-${chat.site}-${chat.conversation}`;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'what' },
      h('strong', {}, siteMark(chat.site), siteName(chat.site)),
      h('span', { class: 'meta' }, `${chat.conversation} · since ${moment(chat.at)}`),
    ),
    h('button', { id, type: 'button', class: 'button small', onclick: () => void include(chat) }, 'Keep it again'),
  );
}

function action(id: string, label: string, does: () => Promise<void>): HTMLElement {
  return h('p', {}, h('button', { id, type: 'button', class: 'button', onclick: () => void does() }, label));
}
