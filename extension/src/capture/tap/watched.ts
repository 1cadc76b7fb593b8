import type { Site } from '../../sites/site';
import type { FromTap, SentBody } from '../port';

import { address, text } from './natives';

type Transport = 'fetch' | 'xhr';

/**
 * Which of the page's requests are told of, and how they are numbered. It only looks at method, host and path; the
 * relay, in a world that the page cannot reach, looks closer and judges.
 */
export class Watched {
  readonly #site: Site;
  readonly #hosts: readonly string[];
  #count = 0;

  constructor(
    site: Site,
    readonly send: (message: FromTap) => void,
    readonly pageAddress: () => string,
  ) {
    this.#site = site;
    this.#hosts = site.matches.map((match) => new URL(match).host);
  }

  /** Tells of a request and returns its number; 0 for one that is no business of ours. */
  begin(transport: Transport, method: string, url: string): number {
    const from = this.pageAddress();
    const to = address.of(url, from);
    const asked = text.upper(method);
    if (address.protocol(to) !== 'https:' || !isIn(address.host(to), this.#hosts)) return 0;
    if (!this.#isRoute(asked, address.path(to))) return 0;
    const number = ++this.#count;
    this.send({ kind: 'asked', number, transport, method: asked, url: address.href(to), pageUrl: from });
    return number;
  }

  /** Tells of a socket that the site's replies may come over; 0 for any other. */
  beginSocket(url: string): number {
    const { socket } = this.#site;
    if (socket === null || !text.fits(socket.address, url)) return 0;
    const number = ++this.#count;
    this.send({ kind: 'opened', number, url });
    return number;
  }

  sent(number: number, body: SentBody): void {
    this.send({ kind: 'sent', number, body });
  }

  /** A fault of ours, by a word that names it and never by what was said. */
  readonly fault = (problem: unknown): void => {
    this.send({ kind: 'fault', fault: typeof problem === 'object' ? 'error' : 'unknown' });
  };

  /** Runs code of ours in the middle of the page's: whatever goes wrong in it never reaches the page. */
  quietly<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (problem) {
      this.fault(problem);
      return undefined;
    }
  }

  #isRoute(method: string, path: string): boolean {
    const { routes } = this.#site;
    for (let at = 0; at < routes.length; at++) {
      const route = routes[at];
      if (route !== undefined && isIn(method, route.methods) && text.fits(route.path, path)) return true;
    }
    return false;
  }
}

function isIn(value: string, list: readonly string[]): boolean {
  for (let at = 0; at < list.length; at++) if (list[at] === value) return true;
  return false;
}
