import { address, afterwards, apply, ask, field, isOfKind, later, LOST, request, response, stream } from './natives';
import { requestBody, sentBody } from './outgoing';
import type { ReleaseWatch } from './streams';
import type { Watched } from './watched';

/** How long, in milliseconds, a reply is still read after the page has let go of it. */
const AFTER_RELEASE = 400;

/**
 * Listens to `fetch` without the page noticing: the function still looks native, the page gets the very promise and
 * response that the browser made, and reads a copy of its own.
 */
export function tapFetch(scope: { fetch: typeof fetch }, watched: Watched, releases: ReleaseWatch): void {
  scope.fetch = new Proxy(scope.fetch, {
    // Without a prototype, on which the page could put traps of its own.
    __proto__: null,
    apply(target: typeof fetch, receiver: unknown, values: unknown[]) {
      const number = watched.quietly(() => begin(watched, values[0], values[1])) ?? 0;
      const reply = apply(target, receiver, values) as Promise<Response>;
      if (number !== 0) watched.quietly(() => follow(reply, number, watched, releases));
      return reply;
    },
  } as ProxyHandler<typeof fetch>);
}

function begin(watched: Watched, input: unknown, init: unknown): number {
  const url = typeof input === 'string' ? input : (ask(address.href, input) ?? ask(request.url, input));
  // Whatever else is given would have to be asked for its text, which the page would notice.
  if (url === undefined) return 0;
  const method = field(init, 'method') ?? ask(request.method, input) ?? 'GET';
  if (typeof method !== 'string') return 0;
  const number = watched.begin('fetch', method, url);
  if (number === 0) return 0;
  const body = field(init, 'body');
  if ((body === null || body === undefined) && ask(request.method, input) !== undefined) {
    requestBody(input, (read) => watched.sent(number, read));
  } else {
    watched.sent(number, sentBody(body));
  }
  return number;
}

function follow(reply: Promise<Response>, number: number, watched: Watched, releases: ReleaseWatch): void {
  const { send } = watched;
  // The browser reports a lost connection as TypeError; anything else is the reason that the page aborted with.
  const failed = (reason: unknown): void =>
    send({ kind: 'over', number, ending: isOfKind(reason, LOST) ? 'cut' : 'aborted' });
  afterwards(
    reply,
    (answer) =>
      watched.quietly(() => {
        const contentType = response.header(response.headers(answer), 'content-type');
        send({ kind: 'answered', number, status: response.status(answer), contentType });
        const body = response.body(response.clone(answer));
        if (body === null) {
          send({ kind: 'over', number, ending: 'finished' });
          return;
        }
        const copy = stream.reader(body);
        releases.watch(response.body(answer), () => letGo(copy, number, watched));
        readOn(copy, number, watched, failed);
      }),
    failed,
  );
}

function readOn(copy: unknown, number: number, watched: Watched, failed: (reason: unknown) => void): void {
  const next = (): void =>
    afterwards(
      stream.read(copy),
      ({ done, value }) => {
        if (done) {
          watched.send({ kind: 'over', number, ending: 'finished' });
          return;
        }
        watched.quietly(() => watched.send({ kind: 'bytes', number, bytes: value }));
        next();
      },
      failed,
    );
  next();
}

/** The page stopped reading: the rest of what is under way is taken, then the connection is given back. */
function letGo(copy: unknown, number: number, watched: Watched): void {
  later(() => {
    watched.send({ kind: 'over', number, ending: 'aborted' });
    afterwards(stream.cancel(copy), () => undefined);
  }, AFTER_RELEASE);
}
