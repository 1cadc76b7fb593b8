import type { Ending, Exchange, Transport } from '../../sites/exchange';
import type { Route, Site } from '../../sites/site';
import { LONGEST_BODY } from '../draft';

import type { PageView } from './page-view';
import { NO_BODY, type RequestBody } from './request-body';

/** What is being asked, as known before anything comes back. */
export interface Asked {
  readonly site: Site;
  readonly route: Route;
  readonly transport: Transport;
  readonly method: string;
  readonly url: string;
}

/** One exchange while it runs. What is added after its end, or beyond the size limit, is not kept. */
export class Recording {
  readonly #page: PageView;
  readonly #mark: number;
  #pageUrl: string;
  #markedAtStart: boolean;
  #conversation: string | null = null;
  #status = 0;
  #contentType = '';
  #request: RequestBody | null = null;
  #body = '';
  #overflowed = false;
  #ending: Ending | null = null;
  #endedAt = 0;
  #flushed = 0;

  constructor(
    readonly number: number,
    readonly asked: Asked,
    page: PageView,
    pageUrl: string,
  ) {
    this.#page = page;
    this.#mark = page.mark();
    this.#pageUrl = pageUrl;
    this.#markedAtStart = page.hasTemporaryMark(asked.site);
  }

  get endedAt(): number {
    return this.#endedAt;
  }

  /** True when the body went over the size limit: what is there is its beginning. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  get isRequestKnown(): boolean {
    return this.#request !== null;
  }

  /** The conversation as known from outside of the exchange; null when it is not. */
  get conversation(): string | null {
    return this.#conversation;
  }

  /** Names the conversation; the first name stays. */
  name(conversation: string | null): void {
    this.#conversation ??= conversation;
  }

  /** Goes on where an earlier exchange handed over: what the page asked, and where, was said there. */
  continueFrom(earlier: Exchange): void {
    this.#pageUrl = earlier.pageUrl;
    this.#markedAtStart = earlier.temporaryMark;
    this.#request = { text: earlier.requestBody, readable: earlier.requestReadable };
  }

  setRequest(request: RequestBody): void {
    this.#request = request;
  }

  setResponse(status: number, contentType: string | null): void {
    this.#status = status;
    this.#contentType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** Adds a piece of the body. */
  add(piece: string): void {
    this.set(this.#body + piece);
  }

  /** Takes the body as far as it has come. */
  set(whole: string): void {
    if (this.#ending !== null || this.#overflowed) return;
    if (whole.length > LONGEST_BODY) this.#overflowed = true;
    else this.#body = whole;
  }

  /** Ends the recording; returns false when it had ended before. */
  end(ending: Ending): boolean {
    if (this.#ending !== null) return false;
    this.#ending = this.#overflowed ? 'cut' : ending;
    this.#endedAt = this.#page.now();
    return true;
  }

  /** True once for each length that the body has reached. */
  hasNews(): boolean {
    const news = this.#body.length > this.#flushed;
    this.#flushed = this.#body.length;
    return news;
  }

  /** The exchange as far as it has come; one that still runs counts as cut. */
  exchange(): Exchange {
    const { site, transport, method, url } = this.asked;
    const request = this.#request ?? (method === 'GET' ? NO_BODY : { text: null, readable: false });
    return {
      transport,
      method,
      url,
      pageUrl: this.#pageUrl,
      pageUrlsSince: this.#page.addressesSince(this.#mark),
      temporaryMark: this.#markedAtStart || this.#page.hasTemporaryMark(site),
      requestBody: request.text,
      requestReadable: request.readable,
      status: this.#status,
      contentType: this.#contentType,
      body: this.#body,
      ending: this.#ending ?? 'cut',
    };
  }
}
