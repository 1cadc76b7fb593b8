import { browser } from 'wxt/browser';

import { ask } from '../../ui/ask';
import { byId, h, redraw } from '../../ui/element';
import { icon, wordMark } from '../../ui/marks';
import type { StatusView } from '../../page-messages';
import { drawFoot, drawHead, drawRows, drawSites } from './draw';
import { doDeed, type Doing } from './deeds';

const REFRESH_MS = 1_000;

/** The popup shows one state of the tab in front; it asks the worker each second while it is open. */
async function start(): Promise<void> {
  byId('mark').append(wordMark());
  byId('settings').append(icon('settings'));
  byId('settings').addEventListener('click', () => void doDeed('settings', doing));
  await refresh();
  setInterval(() => void refresh(), REFRESH_MS);
}

/** The tab that the popup belongs to. A tab's number in the address shows the popup of that tab in a page of its own. */
async function tabInFront(): Promise<number | null> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return Number(named);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

const doing: Doing = {
  status: null,
  pausing: false,
  say: (sentence) => byId('said').replaceChildren(sentence),
  refresh,
};

async function refresh(): Promise<void> {
  const status: StatusView = await ask('status', { tab: await tabInFront() });
  doing.status = status;
  const deed = (name: Parameters<typeof doDeed>[0]) => () => void doDeed(name, doing);
  const drawings = {
    head: drawHead(status, deed),
    rows: drawRows(status, deed),
    sites: drawSites(status, async (site, on) => {
      await ask('switch-site', { site, on });
      await refresh();
    }),
    foot: drawFoot(status, doing.pausing, deed, async (pause) => {
      doing.pausing = false;
      await ask('pause', { pause });
      await refresh();
    }),
  };
  for (const [place, { signature, draw }] of Object.entries(drawings)) redraw(byId(place), signature, draw);
}

start().catch(() => {
  byId('head').replaceChildren(h('p', {}, 'Everthread was just updated. Close this window and open it again.'));
});
