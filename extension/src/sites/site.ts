import type { SiteId } from '../capture/capture';

import type { Exchange } from './exchange';
import type { StreamJoiner } from './stream-joiner';

/** What every chat site must provide. One folder a site implements this; `sites.ts` lists them. The server reads what is captured. */
export interface Site {
  readonly id: SiteId;
  /** Chrome match patterns, the same as in `site-list.ts`, from which the manifest is made. */
  readonly matches: readonly string[];
  /** Raised with each change of what is recognised or allowed through; part of every capture. */
  readonly adapterVersion: number;
  /** Which of the page's own requests carry a conversation, and as what. The first that matches wins. */
  readonly routes: readonly Route[];
  /** Which of the page's WebSockets carry replies; null when the site uses none. */
  readonly socket: SocketRoute | null;
  /** The query parameters that an address keeps when it leaves the page; all others are cut off. */
  readonly keptParameters: readonly string[];
  /** How long after a reply's end, in milliseconds, the address may still get the conversation's id. */
  readonly addressLag: number;
  /** Returns which conversation a URL shows, or null when it shows none. Never touches the page. */
  locate(url: URL): ConversationRef | null;
  /** True when the address alone says that this is a temporary chat. */
  isTemporaryAddress(url: URL): boolean;
  /** True when the page shows its mark of a temporary chat. Must not change the document. */
  isTemporaryPage(page: Document): boolean;
  /** True when nothing of this exchange may leave the page; also when the chat's mode cannot be told. */
  isTemporary(exchange: Exchange): boolean;
  /** True once the reply has ended; a stream that stops before is kept as partial. */
  isComplete(exchange: Exchange): boolean;
  /** The elements of the turns, outermost, in document order; empty when there are none. Must not change the document. */
  turnElements(page: Document): readonly Element[];
  /** The turns on the page as they stand, for the fallback. Must not change the document; must not fetch. */
  turns(page: Document): Turns;
  /** True while a reply is being written, as far as the page shows it. */
  isGenerating(page: Document): boolean;
}

/** A conversation under the id by which the site's own programming interface knows it. */
export interface ConversationRef {
  readonly conversation: string;
}

/** One kind of request that is listened to. */
export interface Route {
  /**
   * `stream`: a reply as it is written; `snapshot`: a conversation that the page loaded; `notice`: never captured, read
   * only for what it says about which conversations are temporary.
   */
  readonly kind: 'stream' | 'snapshot' | 'notice';
  readonly methods: readonly ('GET' | 'POST' | 'PUT')[];
  /** The path alone decides; the host is one of the site's. */
  readonly path: RegExp;
  /** A further look at the address, where the path is shared with other requests. */
  accepts?(url: URL): boolean;
  /** The request's fields that may leave the page; null when there are none. */
  request(exchange: Exchange): Readonly<Record<string, unknown>> | null;
  /** What of the body may leave the page; null when the body is no conversation (a stub, an error, something else). */
  conversationBody(exchange: Exchange): string | null;
  /** The conversation's id as far as the exchange itself names it. */
  conversation(exchange: Exchange): string | null;
  /** True when the person told the site not to remember this conversation. */
  isDoNotRemember?(exchange: Exchange): boolean;
}

/** A WebSocket over which replies come in pieces that must be joined. */
export interface SocketRoute {
  readonly address: RegExp;
  /** A new joiner for each socket. */
  joiner(): StreamJoiner;
  /** Returns the topic under which the socket goes on with this exchange's reply; null when it is not handed over. */
  handoff(exchange: Exchange): string | null;
  /** How a joined reply is captured. */
  readonly route: Route;
}

/** Turns are found, or it is said which landmark is gone; never silently empty. */
export type Turns =
  { readonly kind: 'found'; readonly html: readonly string[] } | { readonly kind: 'drift'; readonly missing: string };
