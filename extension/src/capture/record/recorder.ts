import type { Ending, Exchange, Transport } from '../../sites/exchange';
import type { Route, Site } from '../../sites/site';
import { saidTemporary, type Gate, type Verdict } from '../gate';
import type { FromRecorder } from './told';

import type { PageView } from './page-view';
import { quietlyAsync, type OnFault } from './quietly';
import { Recording } from './recording';
import type { RequestBody } from './request-body';

/** How long, in milliseconds, the end of an exchange waits for a request body that is still being read. */
const REQUEST_PATIENCE = 2000;

/** Takes what the hooks see, judges it when it ends, and sends on what may leave the page's world. */
export class Recorder {
  readonly #running = new Set<Recording>();
  /** Requests whose replies go on over a socket, by the topic under which they do. */
  readonly #handedOver = new Map<string, Exchange>();
  #count = 0;

  constructor(
    readonly site: Site,
    readonly page: PageView,
    readonly gate: Gate,
    readonly send: (message: FromRecorder) => void,
    readonly onFault: OnFault,
  ) {}

  /**
   * Begins a recording if the request is one that the site's routes name; returns null for all others.
   *
   * @param pageUrl what the address bar showed when the page asked
   */
  begin(transport: Transport, method: string, address: string, pageUrl = this.page.address()): Recording | null {
    const url = new URL(address, pageUrl);
    const route = this.#route(method.toUpperCase(), url);
    if (route === null) return null;
    return this.open({ site: this.site, route, transport, method: method.toUpperCase(), url: url.href }, pageUrl);
  }

  /** Begins a recording of something already known to be of interest. */
  open(asked: Recording['asked'], pageUrl = this.page.address()): Recording {
    const recording = new Recording(++this.#count, asked, this.page, pageUrl);
    this.#running.add(recording);
    if (asked.route.kind !== 'notice') this.send({ kind: 'begun', exchange: recording.number });
    return recording;
  }

  /** Takes the request's body, now or when it has been read. */
  takeRequest(recording: Recording, request: RequestBody | Promise<RequestBody>): void {
    const take = (found: RequestBody): void => {
      recording.setRequest(found);
      this.gate.learn(this.site, recording.asked.route, recording.exchange());
    };
    if (request instanceof Promise) quietlyAsync(this.onFault, async () => take(await request));
    else take(request);
  }

  /** Ends the recording and sends what came of it. Does nothing when it had ended before. */
  finish(recording: Recording, ending: Ending): void {
    if (!recording.end(ending)) return;
    quietlyAsync(this.onFault, async () => {
      await this.#requestKnown(recording);
      this.#publish(recording, await this.#settle(recording));
      this.#running.delete(recording);
      if (recording.asked.route.kind !== 'notice') this.send({ kind: 'ended', exchange: recording.number });
    });
  }

  /** Sends every reply as far as it has come; the page is about to go. What still comes is sent again at its end. */
  flush(): void {
    [...this.#running]
      .filter(({ asked, isRequestKnown }) => asked.route.kind === 'stream' && isRequestKnown)
      .filter((recording) => recording.hasNews())
      .forEach((recording) => {
        const verdict = this.#judge(recording, this.page.now());
        if (verdict.kind === 'capture') this.send({ kind: 'capture', draft: verdict.draft, stopped: false });
      });
  }

  /** Returns the request of which a socket's topic carries the reply; null when it was not seen. */
  handedOver(topic: string): Exchange | null {
    return this.#handedOver.get(topic) ?? null;
  }

  /** Sends a verdict on, and remembers what it says about the conversation. */
  #publish(recording: Recording, verdict: Verdict): void {
    const exchange = recording.exchange();
    const topic = this.site.socket?.handoff(exchange) ?? null;
    if (topic !== null) this.#handedOver.set(topic, exchange);
    if (recording.overflowed) this.send({ kind: 'drift', missing: 'a body within 16 MB' });
    if (verdict.kind === 'capture') {
      this.send({ kind: 'capture', draft: verdict.draft, stopped: exchange.ending === 'aborted' });
    } else if (verdict.why !== 'not_a_conversation' && verdict.conversation !== null) {
      const said = verdict.why === 'do_not_remember' || saidTemporary(this.site, exchange);
      if (said) this.gate.remember(verdict.conversation);
      this.send({ kind: 'temporary', conversation: verdict.conversation, said });
    }
  }

  #route(method: string, url: URL): Route | null {
    if (!this.#isSameSite(url)) return null;
    return (
      this.site.routes.find(
        (route) =>
          route.methods.some((known) => known === method) &&
          route.path.test(url.pathname) &&
          (route.accepts?.(url) ?? true),
      ) ?? null
    );
  }

  #isSameSite(url: URL): boolean {
    return url.protocol === 'https:' && this.site.matches.some((match) => new URL(match).host === url.host);
  }

  async #requestKnown(recording: Recording): Promise<void> {
    for (let waited = 0; !recording.isRequestKnown && waited < REQUEST_PATIENCE; waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Where only the address tells an ordinary chat, it is waited for. */
  async #settle(recording: Recording): Promise<Verdict> {
    const deadline = recording.endedAt + this.site.addressLag;
    for (;;) {
      const verdict = this.#judge(recording, recording.endedAt);
      const left = deadline - this.page.now();
      if (verdict.kind === 'capture' || verdict.why !== 'temporary_chat' || left <= 0) return verdict;
      await this.page.nextAddress(left);
    }
  }

  #judge(recording: Recording, at: number): Verdict {
    return this.gate.judge(this.site, recording.asked.route, recording.exchange(), at, recording.conversation);
  }
}
