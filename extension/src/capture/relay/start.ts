import { browser } from 'wxt/browser';

import { siteOf } from '../../sites/sites';
import { offerPort, type FromTap } from '../port';

import type { WorkerLine } from './courier';
import { Relay } from './relay';

/** How often the page is looked at, in milliseconds. */
const LOOK = 1000;

/** Begins to relay, in the extension's own world of the page. To be called at document_start. */
export function startRelay(scope: Window): void {
  const site = siteOf(scope.location.href);
  if (site === null) return;
  const port = offerPort(scope);
  const page = { document: scope.document, address: () => scope.location.href, now: () => Date.now() };
  const relay = new Relay(site, page, workerLine, browser.runtime.getManifest().version);

  port.onmessage = ({ data }: MessageEvent<FromTap>) => relay.take(data);
  scope.addEventListener('beforeunload', () => relay.leave(), true);
  scope.addEventListener('pagehide', () => relay.leave(), true);
  const timer = setInterval(() => {
    if (workerLine.isAlive()) relay.look();
    else clearInterval(timer);
  }, LOOK);
}

const workerLine: WorkerLine = {
  send: async (message) => (await browser.runtime.sendMessage(message)) as unknown,
  isAlive: () => (browser.runtime as Partial<typeof browser.runtime>).id !== undefined,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
