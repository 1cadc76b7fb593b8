import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SiteId } from '../capture/capture';
import type { Draft } from '../capture/draft';
import { Gate } from '../capture/gate';
import { pageDraft } from '../capture/relay/page-draft';
import type { Ending, Exchange, Transport } from '../sites/exchange';
import type { Route, Site } from '../sites/site';
import { SITES } from '../sites/sites';

const ROOT = join(import.meta.dirname, '../../../shared-schema/fixtures/sites');
/** Any time will do: a fixture does not know when it happened. */
const ENDED_AT = Date.UTC(2026, 8, 1);

/** A recorded exchange, or a page, of one site. */
export interface FixtureCase {
  readonly site: Site;
  readonly name: string;
  readonly folder: string;
}

/** What the extension made of a case. */
export type Made =
  | {
      readonly captures: readonly (Pick<
        Draft,
        'kind' | 'url' | 'conversation_source_id' | 'request' | 'body_type' | 'complete'
      > & { readonly body: string })[];
    }
  | { readonly dropped: string };

interface Recorded {
  readonly page_url: string;
  readonly url?: string;
  readonly method: string;
  readonly transport: Transport;
  readonly request_body: string | null;
  readonly status: number;
  readonly content_type: string;
  /** How the exchange ended; `finished` unless said otherwise. */
  readonly ending?: Ending;
}

/** Returns every case of every site. */
export function fixtureCases(): readonly FixtureCase[] {
  return (Object.keys(SITES) as SiteId[]).flatMap((id) => {
    const folder = join(ROOT, id);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names
      .filter((name) => existsSync(join(folder, name, 'exchange.json')))
      .map((name) => ({ site: SITES[id], name: `${id}/${name}`, folder: join(folder, name) }));
  });
}

/** Returns the text of the case's file with this beginning, as `body` for `body.sse`; null when there is none. */
export function fileOf({ folder }: FixtureCase, beginning: string): string | null {
  const name = readdirSync(folder).find((file) => file.replace(/\.[a-z]+$/, '') === beginning);
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8');
}

/** Does with the case what the tap does with the real thing. */
export function make(fixture: FixtureCase): Made {
  const recorded = JSON.parse(fileOf(fixture, 'exchange') ?? '') as Recorded;
  const page = fileOf(fixture, 'page');
  if (page !== null) return madeOfPage(fixture.site, recorded.page_url, page);
  const body = fileOf(fixture, 'body.frames');
  const exchange = exchangeOf(recorded, body === null ? (fileOf(fixture, 'body') ?? '') : joined(fixture.site, body));
  const verdict = new Gate().judge(fixture.site, routeOf(fixture.site, exchange), exchange, ENDED_AT);
  return verdict.kind === 'dropped' ? { dropped: verdict.why } : { captures: [summary(verdict.draft)] };
}

/** Returns the page of a case, as a document that is not shown. */
export function pageOf(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function madeOfPage(site: Site, address: string, html: string): Made {
  const page = pageOf(html);
  if (site.isTemporaryAddress(new URL(address)) || site.isTemporaryPage(page)) return { dropped: 'temporary_chat' };
  const turns = site.turns(page);
  if (turns.kind === 'drift') return { dropped: `drift: ${turns.missing}` };
  return { captures: [summary(pageDraft(site, address, turns.html, ENDED_AT))] };
}

function summary({ kind, url, conversation_source_id, request, body_type, complete, body }: Draft): Draft {
  return { kind, url, conversation_source_id, request, body_type, complete, body } as Draft;
}

function exchangeOf(recorded: Recorded, body: string): Exchange {
  return {
    transport: recorded.transport,
    method: recorded.method,
    url: recorded.url ?? recorded.page_url,
    pageUrl: recorded.page_url,
    pageUrlsSince: [recorded.page_url],
    temporaryMark: false,
    requestBody: recorded.request_body,
    requestReadable: true,
    status: recorded.status,
    contentType: recorded.content_type.split(';')[0]?.trim() ?? '',
    body,
    ending: recorded.ending ?? 'finished',
  };
}

function joined(site: Site, frames: string): string {
  const joiner = site.socket?.joiner();
  const texts = JSON.parse(frames) as readonly string[];
  return texts
    .flatMap((frame) => joiner?.accept(frame) ?? [])
    .map(({ text }) => text)
    .join('');
}

function routeOf(site: Site, exchange: Exchange): Route {
  const url = new URL(exchange.url);
  const socket =
    exchange.transport === 'websocket' && site.socket?.address.test(exchange.url) === true
      ? site.socket.route
      : undefined;
  const route = socket ?? site.routes.find((each) => each.path.test(url.pathname) && (each.accepts?.(url) ?? true));
  if (route === undefined) throw new Error(`no route for ${exchange.url}`);
  return route;
}
