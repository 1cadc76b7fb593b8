import { hostOf } from '../../background/address';
import { isPaused, type Pause } from '../../background/policy';
import type { SiteId } from '../../capture/capture';
import type { StatusView } from '../../page-messages';
import { siteName } from '../../sites/site-list';
import { h } from '../../ui/element';
import { faceOf, type Button, type Deed } from '../../ui/face';
import { icon, knotMark, siteMark, type Knot } from '../../ui/marks';
import { clock, messages, span } from '../../ui/words';
import type { PopupDeed } from './deeds';

/** A part of the popup: drawn anew only when its signature changes. */
export interface Drawing {
  readonly signature: string;
  readonly draw: () => readonly (Node | null)[];
}

type Does = (deed: PopupDeed) => () => void;

const HOUR_MS = 60 * 60_000;

/** The states in which “don't save this chat” changes something. */
const FORGETTABLE: ReadonlySet<Knot> = new Set<Knot>(['kept', 'waiting', 'ready']);

/** The state of this tab and what can be done about it. */
export function drawHead(status: StatusView, does: Does): Drawing {
  const face = faceOf(status);
  const canForget = FORGETTABLE.has(face.knot) && isKeptChat(status);
  return {
    signature: JSON.stringify([face, canForget]),
    draw: () => [
      h('h2', {}, knotMark(face.knot), face.title),
      h('p', { class: 'text' }, face.text),
      face.buttons.length === 0
        ? null
        : h('div', { class: 'buttons' }, ...face.buttons.map((b, i) => button(b, i, does))),
      canForget
        ? h(
            'button',
            { id: 'forget', type: 'button', class: 'ghost quietly', onclick: does('forget-chat') },
            'Don’t save this chat',
          )
        : null,
    ],
  };
}

/** What waits, what was refused, what could not be read: one line each, none when all is well. */
export function drawRows(status: StatusView, does: Does): Drawing {
  const { queue, retry, connection, consent, sites, now } = status;
  const isSaidAbove = faceOf(status).buttons.some((one) => one.does === 'see-refused');
  const rows: (readonly [string, string | Button])[] = [];
  if (consent === 'given' && queue.waiting > 0 && retry !== null && connection?.refused === null) {
    const wait = retry.next_try_at - now;
    rows.push([wait > 0 ? `Next try in ${span(wait)}` : 'Trying now', `away since ${clock(retry.away_since)}`]);
  }
  if (queue.refused > 0 && !isSaidAbove) {
    const was = queue.refused === 1 ? 'was' : 'were';
    rows.push([`${messages(queue.refused)} ${was} refused`, { label: 'See why', does: 'see-refused' }]);
  }
  for (const site of sites.filter((one) => one.on && one.unread)) {
    rows.push([`${siteName(site.id)} has changed`, 'kept until it can be read']);
  }
  return {
    signature: JSON.stringify(rows),
    draw: () => (rows.length === 0 ? [] : [h('ul', {}, ...rows.map(([text, right]) => row(text, right, does)))]),
  };
}

/** One switch a site. */
export function drawSites(status: StatusView, change: (site: SiteId, on: boolean) => Promise<void>): Drawing {
  if (status.consent !== 'given') return { signature: '', draw: () => [] };
  const { tab } = status;
  const remark = (site: SiteId, on: boolean): string => {
    if (!on) return 'paused by you';
    return tab.kind === 'temporary' && tab.site === site ? 'not in this tab' : '';
  };
  const lines = status.sites.map(({ id, on }) => ({ id, on, remark: remark(id, on) }));
  return {
    signature: JSON.stringify(lines),
    draw: () => [
      h('h2', { id: 'sites-title' }, 'Capture'),
      ...lines.map((line) => siteLine(line.id, line.on, line.remark, change)),
    ],
  };
}

/** Where it is saved, and the pause. */
export function drawFoot(
  status: StatusView,
  pausing: boolean,
  does: Does,
  pause: (pause: Pause) => Promise<void>,
): Drawing {
  const { connection, queue, consent } = status;
  if (consent !== 'given')
    return { signature: 'none', draw: () => [h('p', { class: 'foot-line meta' }, 'Nothing is kept')] };
  const away = queue.waiting > 0 && status.retry !== null;
  const left =
    connection === null || connection.refused !== null || away
      ? 'Nothing is lost'
      : `Saved on ${hostOf(connection.address)}`;
  const paused = isPaused(status.pause, status.now);
  return {
    signature: JSON.stringify([left, away, paused, pausing]),
    draw: () => [
      h(
        'div',
        { class: 'foot-line' },
        h('span', { class: 'meta' }, left),
        h(
          'span',
          {},
          away
            ? h('button', { id: 'report', type: 'button', class: 'ghost', onclick: does('report') }, 'Copy a report')
            : null,
          paused ? null : pauseButton(pausing, does),
        ),
      ),
      pausing && !paused ? pauseChoice(pause) : null,
    ],
  };
}

function button({ label, does: deed }: Button, index: number, does: Does): HTMLElement {
  const look = index === 0 ? 'button primary' : 'button';
  const picture = deed === 'search' ? icon('search') : deed === 'memories' ? icon('memories') : null;
  return h('button', { id: `do-${deed}`, type: 'button', class: look, onclick: does(deed) }, picture, label);
}

function row(text: string, right: string | Button, does: Does): HTMLElement {
  if (typeof right === 'string') return h('li', {}, text, h('span', { class: 'meta' }, right));
  const deed: Deed = right.does;
  return h(
    'li',
    {},
    text,
    h('button', { id: `row-${deed}`, type: 'button', class: 'link', onclick: does(deed) }, right.label),
  );
}

function siteLine(
  id: SiteId,
  on: boolean,
  remark: string,
  change: (site: SiteId, on: boolean) => Promise<void>,
): HTMLElement {
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
      onclick: () => void change(id, !on),
    }),
  );
}

function pauseButton(pausing: boolean, does: Does): HTMLElement {
  const attributes = {
    id: 'pause',
    type: 'button',
    class: 'ghost',
    'aria-expanded': String(pausing),
    onclick: does('pause'),
  };
  return h('button', attributes, 'Pause all');
}

function pauseChoice(pause: (pause: Pause) => Promise<void>): HTMLElement {
  const choice = (id: string, label: string, make: () => Pause): HTMLElement =>
    h('button', { id, type: 'button', class: 'button small', onclick: () => void pause(make()) }, label);
  return h(
    'div',
    { class: 'pauses', role: 'group', 'aria-label': 'Pause all' },
    choice('pause-hour', 'For 1 hour', () => ({ kind: 'until', at: Date.now() + HOUR_MS })),
    choice('pause-restart', 'Until Chrome restarts', () => ({ kind: 'restart' })),
    choice('pause-long', 'Until I switch it on', () => ({ kind: 'switched-on' })),
  );
}

function isKeptChat({ tab }: StatusView): boolean {
  return tab.kind === 'chat' && tab.chat !== null && !tab.chat.excluded;
}
