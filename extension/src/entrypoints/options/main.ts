import type { RefusedItem } from '../../outbox/outbox';
import { ask } from '../../ui/ask';
import { byId, redraw } from '../../ui/element';
import { wordMark } from '../../ui/marks';
import { ConnectionPanel } from './connection';
import { drawCapture, drawExcluded, drawPrivacy, drawRefused } from './panels';

const REFRESH_MS = 2_000;

/** Settings: the server, the sites, what was refused, what is not kept. */
async function start(): Promise<void> {
  byId('mark').append(wordMark());
  const connection = new ConnectionPanel(byId('connection'), refresh, say);
  await refresh();
  if (location.hash !== '') document.querySelector(location.hash)?.scrollIntoView();
  setInterval(() => void refresh(), REFRESH_MS);

  async function refresh(): Promise<void> {
    const status = await ask('status', { tab: null });
    const refused: readonly RefusedItem[] = await ask('refused', {});
    connection.show(status);
    const panels = {
      capture: drawCapture(status, refresh),
      refused: drawRefused(refused, refresh, say),
      excluded: drawExcluded(status.excluded, refresh, say),
      privacy: drawPrivacy(status),
    };
    for (const [place, { signature, draw }] of Object.entries(panels)) redraw(byId(place), signature, draw);
    byId('version').replaceChildren(`Everthread ${status.version}`);
  }
}

function say(sentence: string): void {
  byId('said').replaceChildren(sentence);
}

void start();
