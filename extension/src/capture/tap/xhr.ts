import { address, apply, ask, event, getter, method, text, weak } from './natives';
import { sentBody } from './outgoing';
import type { Watched } from './watched';

interface Opened {
  readonly method: string;
  readonly url: string;
}

/** Listens to XMLHttpRequest by proxies of `open` and `send` that still look native. */
export function tapXhr(scope: { readonly XMLHttpRequest: typeof XMLHttpRequest }, watched: Watched): void {
  const { prototype } = scope.XMLHttpRequest;
  const opened = new WeakMap<object, Opened>();
  const native = nativesOf(prototype);

  before('open', (request, values) => {
    const url = typeof values[1] === 'string' ? values[1] : ask(address.href, values[1]);
    const name = values[0];
    if (typeof name === 'string' && url !== undefined) weak.set(opened, request, { method: name, url });
  });
  before('send', (request, values) => {
    const asked = weak.get(opened, request) as Opened | undefined;
    const number = asked === undefined ? 0 : watched.begin('xhr', asked.method, asked.url);
    if (number === 0) return;
    watched.sent(number, sentBody(values[0]));
    follow(request, number, watched, native);
  });

  function before(name: 'open' | 'send', look: (request: XMLHttpRequest, values: readonly unknown[]) => void): void {
    const called = Reflect.get(prototype, name) as (...values: readonly unknown[]) => unknown;
    Reflect.set(
      prototype,
      name,
      new Proxy(called, {
        __proto__: null,
        apply(target: typeof called, request: XMLHttpRequest, values: unknown[]) {
          watched.quietly(() => look(request, values));
          return apply(target, request, values);
        },
      } as ProxyHandler<typeof called>),
    );
  }
}

type Natives = ReturnType<typeof nativesOf>;

function nativesOf(prototype: XMLHttpRequest) {
  return {
    status: getter<number>(prototype, 'status'),
    header: method(prototype, 'getResponseHeader') as (self: unknown, name: string) => string | null,
    type: getter<string>(prototype, 'responseType'),
    text: getter<string>(prototype, 'responseText'),
    whole: getter<unknown>(prototype, 'response'),
  };
}

/** An aborted request gives back nothing at its end, so the text is told as it grows. */
function follow(request: XMLHttpRequest, number: number, watched: Watched, native: Natives): void {
  let aborted = false;
  let told = 0;
  const isText = (): boolean => native.type(request) === '' || native.type(request) === 'text';
  const answered = (): void => {
    const contentType = native.header(request, 'content-type');
    watched.send({ kind: 'answered', number, status: native.status(request), contentType });
  };
  const tell = (): void => {
    if (!isText()) return;
    const whole = native.text(request);
    if (whole.length > told) watched.send({ kind: 'text', number, text: text.slice(whole, told) });
    told = whole.length;
  };
  const end = (): void => {
    const lost = native.status(request) === 0;
    if (!aborted && !lost) {
      answered();
      const type = native.type(request);
      if (isText()) tell();
      else if (type === 'json' || type === 'blob' || type === 'arraybuffer')
        watched.send({ kind: 'whole', number, value: native.whole(request) });
    }
    watched.send({ kind: 'over', number, ending: aborted ? 'aborted' : lost ? 'cut' : 'finished' });
  };
  const on = (name: string, action: () => void): void =>
    void event.listen(request, name, () => watched.quietly(action));
  on('progress', () => {
    answered();
    tell();
  });
  on('abort', () => (aborted = true));
  on('loadend', end);
}
