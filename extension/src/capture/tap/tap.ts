import { siteOf } from '../../sites/sites';
import { Gate } from '../gate';
import { acceptPort } from '../port';

import { tapFetch } from './fetch';
import { watchPage } from './page-view';
import { quietly, type OnFault } from './quietly';
import { Recorder } from './recorder';
import { SocketReplies } from './socket-replies';
import { tapStreams } from './streams';
import { tapWebSocket } from './websocket';
import { tapXhr } from './xhr';

/** Begins to listen, in the page's own world. To be called at document_start, before any script of the page. */
export function startTap(scope: Window & typeof globalThis): void {
  const site = siteOf(scope.location.href);
  if (site === null) return;
  const send = acceptPort(scope);
  const onFault: OnFault = (fault) => send({ kind: 'drift', missing: `tap (${fault})` });
  const recorder = new Recorder(site, watchPage(scope), new Gate(), send, onFault);
  const { socket } = site;

  quietly(onFault, () => tapFetch(scope, recorder, tapStreams(scope, onFault)));
  quietly(onFault, () => tapXhr(scope, recorder));
  if (socket !== null)
    quietly(onFault, () => tapWebSocket(scope, socket, recorder, new SocketReplies(recorder, socket)));
  const leave = (): void => quietly(onFault, () => recorder.flush());
  scope.addEventListener('beforeunload', leave, true);
  scope.addEventListener('pagehide', leave, true);
}
