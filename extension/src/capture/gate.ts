import type { Exchange } from '../sites/exchange';
import { saysTemporary } from '../sites/flags';
import { parseObject } from '../sites/json';
import type { Route, Site } from '../sites/site';

import { cutAddress } from './address';
import type { Draft } from './draft';

/** What becomes of an exchange. `unknown_mode` is not told apart from `temporary_chat`: neither may leave the page. */
export type Verdict =
  | { readonly kind: 'capture'; readonly draft: Draft }
  | { readonly kind: 'dropped'; readonly why: DropReason; readonly conversation: string | null };

export type DropReason = 'temporary_chat' | 'do_not_remember' | 'not_a_conversation';

/** Decides which exchanges leave the page. Remembers, for as long as the page lives, which conversations are temporary. */
export class Gate {
  readonly #temporary = new Set<string>();

  /**
   * Judges an exchange without remembering anything.
   *
   * @param endedAt when it ended, in milliseconds since the epoch
   * @param named the conversation as known from elsewhere, for an exchange that does not name it
   */
  judge(site: Site, route: Route, exchange: Exchange, endedAt: number, named: string | null = null): Verdict {
    const conversation = route.conversation(exchange) ?? named;
    const drop = (why: DropReason): Verdict => ({ kind: 'dropped', why, conversation });

    if (site.isTemporary(exchange) || exchange.temporaryMark) return drop('temporary_chat');
    if (conversation !== null && this.#temporary.has(conversation)) return drop('temporary_chat');
    const body = isSuccess(exchange) ? route.conversationBody(exchange) : null;
    if (body === null || route.kind === 'notice') return drop('not_a_conversation');
    if (route.isDoNotRemember?.(exchange) === true) return drop('do_not_remember');
    return { kind: 'capture', draft: draft(site, route, exchange, { body, conversation, endedAt }) };
  }

  /** Remembers that nothing of this conversation may leave the page. */
  remember(conversation: string): void {
    this.#temporary.add(conversation);
  }

  /** Takes in what a request says about its conversation, at the time of asking. */
  learn(site: Site, route: Route, exchange: Exchange): void {
    const conversation = route.conversation(exchange);
    if (conversation !== null && saidTemporary(site, exchange)) this.remember(conversation);
  }
}

/** True when the site said that the chat is temporary; false when its mode is only unknown. */
export function saidTemporary(site: Site, exchange: Exchange): boolean {
  return (
    site.isTemporaryAddress(new URL(exchange.pageUrl)) ||
    [exchange.requestBody, exchange.body].some((text) => saysTemporary(parseObject(text)))
  );
}

function isSuccess({ status }: Exchange): boolean {
  return status === 101 || (status >= 200 && status < 300);
}

function draft(
  site: Site,
  route: Route,
  exchange: Exchange,
  known: { readonly body: string; readonly conversation: string | null; readonly endedAt: number },
): Draft {
  return {
    site: site.id,
    kind: route.kind === 'snapshot' ? 'snapshot' : 'stream',
    url: cutAddress(exchange.url, site.keptParameters),
    page_url: cutAddress(exchange.pageUrl, site.keptParameters),
    conversation_source_id: known.conversation,
    captured_at: new Date(known.endedAt).toISOString(),
    request: route.request(exchange),
    body: known.body,
    body_type: bodyType(exchange),
    complete: site.isComplete(exchange),
    adapter: `${site.id}/${site.adapterVersion}`,
  };
}

function bodyType({ transport, contentType, body }: Exchange): string {
  if (transport === 'websocket') return 'text/event-stream';
  if (contentType !== '') return contentType;
  return parseObject(body) === null ? 'text/plain' : 'application/json';
}
