import { siteOf } from '../../sites/sites';
import { acceptPort } from '../port';

import { tapFetch } from './fetch';
import { tapStreams } from './streams';
import { Watched } from './watched';
import { tapWebSocket } from './websocket';
import { tapXhr } from './xhr';

/** Begins to listen, in the page's own world. To be called at document_start, before any script of the page. */
export function startTap(scope: Window & typeof globalThis): void {
  const site = siteOf(scope.location.href);
  if (site === null) return;
  const { location } = scope;
  const watched = new Watched(site, acceptPort(scope), () => location.href);
  watched.quietly(() =>
    tapFetch(
      scope,
      watched,
      tapStreams(scope, (action) => watched.quietly(action)),
    ),
  );
  watched.quietly(() => tapXhr(scope, watched));
  watched.quietly(() => tapWebSocket(scope, watched));
}
