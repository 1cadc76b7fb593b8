import type { SiteId } from '../capture/capture';
import { s } from './element';

/** The word-mark: the first letter is the thread, which runs on under the word. */
export function wordMark(): SVGSVGElement {
  return s(
    'svg',
    { class: 'word-mark', viewBox: '0 0 131 30', role: 'img', 'aria-label': 'Everthread' },
    s('path', { d: 'M4.6 13.6H17.6a6.9 6.9 0 1 0-2 4.9c2.9 3.1 4.4 6.3 9.4 6.3H127' }),
    s('circle', { cx: '127', cy: '24.8', r: '2.5' }),
    s('text', { x: '21.5', y: '20.2' }, 'verthread'),
  );
}

/** A site's mark: shape and colour; its name stands beside it, so it is hidden from screen readers. */
export function siteMark(site: SiteId): SVGSVGElement {
  const shapes = {
    chatgpt: () => s('circle', { cx: '6', cy: '6', r: '5.5' }),
    claude: () => s('rect', { x: '1', y: '1', width: '10', height: '10' }),
    gemini: () => s('path', { d: 'M6 0l6 6-6 6-6-6z' }),
  } as const;
  return s('svg', { class: `site-mark ${site}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' }, shapes[site]());
}

/** What a state looks like beside its words. */
export type Knot = 'kept' | 'waiting' | 'none' | 'failed' | 'warn' | 'paused' | 'ready';

/** Solid is done, a diamond waits, dashed is not kept, a square failed, two bars are a pause. */
export function knotMark(knot: Knot): SVGSVGElement {
  const shapes = {
    kept: () => s('circle', { cx: '7', cy: '7', r: '6' }),
    ready: () => s('circle', { cx: '7', cy: '7', r: '5', class: 'open' }),
    waiting: () =>
      s('rect', { x: '2.2', y: '2.2', width: '9.6', height: '9.6', rx: '1.5', transform: 'rotate(45 7 7)' }),
    none: () => s('circle', { cx: '7', cy: '7', r: '5.2', class: 'open dashed' }),
    failed: () => s('rect', { x: '1.5', y: '1.5', width: '11', height: '11', rx: '2' }),
    warn: () => s('path', { d: 'M7 1.2 13.3 12.4H.7z' }),
    paused: () => s('path', { d: 'M3 1.5h2.8v11H3zM8.2 1.5H11v11H8.2z' }),
  } as const;
  return s('svg', { class: `knot ${knot}`, viewBox: '0 0 14 14', 'aria-hidden': 'true' }, shapes[knot]());
}

const ICONS = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4 14 14',
  memories: 'M8 2v7.5M4.8 6.6 8 9.8l3.2-3.2M2.8 13.2h10.4',
  settings:
    'M8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8zM8 1.4v2.2M8 12.4v2.2M1.4 8h2.2M12.4 8h2.2M3.3 3.3l1.6 1.6M11.1 11.1l1.6 1.6M12.7 3.3l-1.6 1.6M4.9 11.1l-1.6 1.6',
  shield: 'M8 1.8 13 3.6v4c0 3.2-2 5.5-5 6.7-3-1.2-5-3.5-5-6.7v-4z',
  check: 'M3 8.4 6.4 12 13 4.6',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

/** A line icon, for the eye only. */
export function icon(name: keyof typeof ICONS): SVGSVGElement {
  return s('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: ICONS[name] }));
}
