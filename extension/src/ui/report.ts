import { isLoopback } from '../background/address';
import type { RefusedItem } from '../outbox/outbox';
import type { StatusView } from '../page-messages';

/** A text to send to whoever helps: states and numbers only, no chat text, no key, no address, no chat's name. Pure. */
export function reportOf(status: StatusView, refused: readonly RefusedItem[], browserName: string): string {
  const { connection, queue, retry, pause, consent, sites, tab } = status;
  return JSON.stringify(
    {
      everthread: status.version,
      browser: browserName,
      at: new Date(status.now).toISOString(),
      consent,
      server: connection && {
        where: isLoopback(connection.address) ? 'this machine' : 'another machine',
        key_refused: connection.refused?.code ?? null,
      },
      queue,
      retry: retry && { ...retry, away_since: new Date(retry.away_since).toISOString() },
      pause: pause.kind,
      sites,
      tab: tab.kind === 'drift' ? { kind: tab.kind, site: tab.site, missing: tab.missing } : { kind: tab.kind },
      refused: refused.map(({ site, size, problem }) => ({ site, size, code: problem.code, status: problem.status })),
    },
    null,
    2,
  );
}
