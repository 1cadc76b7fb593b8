import { browser } from 'wxt/browser';

import { siteOf } from '../../sites/sites';
import { Gate } from '../gate';
import { offerPort, type FromTap } from '../port';
import { Listener } from '../record/listener';
import { watchPage } from '../record/page-view';
import { Recorder } from '../record/recorder';
import type { FromRecorder } from '../record/told';

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
  const tell = (message: FromRecorder): void => relay.take(message);
  const onFault = (fault: string): void => relay.take({ kind: 'drift', missing: `tap (${fault})` });
  const recorder = new Recorder(site, watchPage(scope), new Gate(), tell, onFault);
  const listener = new Listener(recorder);

  port.onmessage = ({ data }: MessageEvent<FromTap>) => listener.take(data);
  const leave = (): void => {
    relay.leave();
    recorder.flush();
  };
  scope.addEventListener('beforeunload', leave, true);
  scope.addEventListener('pagehide', leave, true);
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
