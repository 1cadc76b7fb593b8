import type { Ending, Transport } from '../sites/exchange';

import { event, postToPort } from './tap/natives';

/** What a page gives along with a request. */
export type SentBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blob'; readonly blob: Blob }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/**
 * What the page-world tap tells the relay: what went over the wire, piece by piece, as plain data. Nothing is judged
 * there, and the relay never answers, so that no page code can be told anything. Exchanges and sockets are numbered.
 */
export type FromTap =
  | {
      readonly kind: 'asked';
      readonly number: number;
      readonly transport: Transport;
      readonly method: string;
      readonly url: string;
      readonly pageUrl: string;
    }
  | { readonly kind: 'sent'; readonly number: number; readonly body: SentBody }
  | { readonly kind: 'answered'; readonly number: number; readonly status: number; readonly contentType: string | null }
  | { readonly kind: 'bytes'; readonly number: number; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly number: number; readonly text: string }
  /** The whole body as XMLHttpRequest gives it where it is no text. */
  | { readonly kind: 'whole'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'over'; readonly number: number; readonly ending: Ending }
  | { readonly kind: 'opened'; readonly number: number; readonly url: string }
  | { readonly kind: 'frame'; readonly number: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly number: number }
  /** A fault of the tap's own. */
  | { readonly kind: 'fault'; readonly fault: string };

const GREETING = 'everthread:port';

/**
 * Hands one end of a private channel to the tap. To be called at document_start: the message is queued before any
 * script of the page has run, so the tap is the first and only one to see it.
 */
export function offerPort(scope: Window): MessagePort {
  const { port1, port2 } = new MessageChannel();
  scope.postMessage(GREETING, scope.location.origin, [port2]);
  return port1;
}

interface Waiting {
  readonly message: FromTap;
  next: Waiting | null;
}

/**
 * Takes the channel in the page's world. To be called at document_start. The page's scripts may run before the greeting
 * comes, so it is looked at by the browser's own getters alone: one of the page's would be shown the port. A forged
 * greeting comes too late, or is not trusted by the browser.
 */
export function acceptPort(scope: Window): (message: FromTap) => void {
  const first: Waiting = { message: { kind: 'fault', fault: '' }, next: null };
  let last = first;
  let send = (message: FromTap): void => {
    last.next = { message, next: null };
    last = last.next;
  };

  const take = (greeting: MessageEvent): void => {
    if (!greeting.isTrusted || event.source(greeting) !== scope || event.data(greeting) !== GREETING) return;
    event.stop(greeting);
    const port = event.ports(greeting)[0];
    if (port === undefined) return;
    event.unlisten(scope, 'message', take, true);
    send = (message) => void postToPort(port, message);
    for (let waiting = first.next; waiting !== null; waiting = waiting.next) send(waiting.message);
  };
  event.listen(scope, 'message', take, true);
  return (message) => send(message);
}
