/** How the page talked to its site. */
export type Transport = 'fetch' | 'xhr' | 'websocket';

/**
 * How an exchange came to its end: `finished` by the site, `aborted` by the person or the page, `cut` by a lost
 * connection, by leaving the page, or by our own size limit.
 */
export type Ending = 'finished' | 'aborted' | 'cut';

/** One request of the page and what came back, as seen from inside the page. Plain data; nothing is fetched for it. */
export interface Exchange {
  readonly transport: Transport;
  readonly method: string;
  /** Absolute, as the page asked for it. */
  readonly url: string;
  /** What the address bar showed when the page asked. */
  readonly pageUrl: string;
  /** Every address that the page showed from then until a moment after the end, oldest first. */
  readonly pageUrlsSince: readonly string[];
  /** True when the page itself showed its mark of a temporary chat, at the start or at the end. */
  readonly temporaryMark: boolean;
  /** The request's body as text; null when it has none or could not be read. */
  readonly requestBody: string | null;
  /** False when the request had a body that could not be read: then nobody knows what it asked for. */
  readonly requestReadable: boolean;
  /** HTTP status; 101 for a WebSocket. */
  readonly status: number;
  /** The media type alone, lower case, without parameters; empty when the site named none. */
  readonly contentType: string;
  readonly body: string;
  readonly ending: Ending;
}
