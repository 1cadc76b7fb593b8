import type { Draft } from './draft';

/** What the page-world tap tells the relay. The relay never answers, so that no page code can be told anything. */
export type FromTap =
  /** `stopped` is true when the person ended the reply, so that nothing more of it is to come. */
  | { readonly kind: 'capture'; readonly draft: Draft; readonly stopped: boolean }
  /** An exchange that may become a capture has begun or ended; both carry its number. */
  | { readonly kind: 'begun'; readonly exchange: number }
  | { readonly kind: 'ended'; readonly exchange: number }
  /** Nothing of this conversation may leave the page: because the site said so, or as long as its mode is unknown. */
  | { readonly kind: 'temporary'; readonly conversation: string; readonly said: boolean }
  /** What kept the tap from doing its work: a landmark that is gone, or a body over the limit. */
  | { readonly kind: 'drift'; readonly missing: string };

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

/**
 * Takes the channel in the page's world. To be called at document_start. All built-ins are taken hold of now, before
 * page code could replace them; a forged greeting comes too late or is not trusted by the browser.
 */
export function acceptPort(scope: Window): (message: FromTap) => void {
  const waiting: FromTap[] = [];
  let send = (message: FromTap): void => void waiting.push(message);

  const portsOf = getter(MessageEvent.prototype, 'ports');
  const stop = method(Event.prototype, 'stopImmediatePropagation');
  const post = method(MessagePort.prototype, 'postMessage');
  const apply = method(Reflect, 'apply') as typeof Reflect.apply;

  const take = (event: MessageEvent): void => {
    if (!event.isTrusted || event.source !== scope || event.data !== GREETING) return;
    apply(stop, event, []);
    const port = (apply(portsOf, event, []) as readonly MessagePort[])[0];
    if (port === undefined) return;
    scope.removeEventListener('message', take, true);
    send = (message) => void apply(post, port, [message]);
    waiting.splice(0).forEach((message) => send(message));
  };
  scope.addEventListener('message', take, true);
  return (message) => send(message);
}

type Native = (...values: readonly unknown[]) => unknown;

function getter(prototype: object, name: string): Native {
  const found: unknown = Reflect.get(Object.getOwnPropertyDescriptor(prototype, name) ?? {}, 'get');
  if (typeof found !== 'function') throw new TypeError(`no getter ${name}`);
  return found as Native;
}

function method(prototype: object, name: string): Native {
  return Reflect.get(prototype, name) as Native;
}
