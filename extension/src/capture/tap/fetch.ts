import { quietly, quietlyAsync } from './quietly';
import type { Recorder } from './recorder';
import type { Recording } from './recording';
import { readBody, readRequest } from './request-body';
import type { ReleaseWatch } from './streams';

/** How long, in milliseconds, a reply is still read after the page has let go of it. */
const AFTER_RELEASE = 400;

/**
 * Listens to `fetch` without the page noticing: the function still looks native, the page gets the very promise and
 * response that the browser made, and reads a copy of its own.
 */
export function tapFetch(scope: { fetch: typeof fetch }, recorder: Recorder, releases: ReleaseWatch): void {
  scope.fetch = new Proxy(scope.fetch, {
    apply(target, receiver: unknown, values: Parameters<typeof fetch>) {
      const recording = quietly(recorder.onFault, () => begin(recorder, values)) ?? null;
      const reply = Reflect.apply(target, receiver, values);
      if (recording !== null) quietlyAsync(recorder.onFault, () => follow(reply, recording, recorder, releases));
      return reply;
    },
  });
}

function begin(recorder: Recorder, [input, init]: Parameters<typeof fetch>): Recording | null {
  const request = input instanceof Request ? input : null;
  const method = init?.method ?? request?.method ?? 'GET';
  const recording = recorder.begin('fetch', method, addressOf(input));
  if (recording === null) return null;
  const ownBody = init?.body ?? null;
  const body = quietly(recorder.onFault, () =>
    ownBody === null && request !== null ? readRequest(request) : readBody(ownBody),
  );
  recorder.takeRequest(recording, body ?? { text: null, readable: false });
  return recording;
}

/** The address that the page asks for, as it was given. */
function addressOf(input: RequestInfo | URL): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

async function follow(
  reply: Promise<Response>,
  recording: Recording,
  recorder: Recorder,
  releases: ReleaseWatch,
): Promise<void> {
  try {
    const response = await reply;
    recording.setResponse(response.status, response.headers.get('content-type'));
    const copy = response.clone().body?.getReader();
    if (copy !== undefined) {
      releases.watch(response.body, () => letGo(copy, recording, recorder));
      await readAll(copy, recording);
    }
    recorder.finish(recording, 'finished');
  } catch (problem) {
    // The browser reports a lost connection as TypeError; anything else is the reason that the page aborted with.
    recorder.finish(recording, problem instanceof TypeError ? 'cut' : 'aborted');
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, recording: Recording): Promise<void> {
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    recording.add(done ? decoder.decode() : decoder.decode(value, { stream: true }));
    if (done) return;
  }
}

/** The page stopped reading: the rest of what is under way is taken, then the connection is given back. */
function letGo(copy: ReadableStreamDefaultReader<Uint8Array>, recording: Recording, recorder: Recorder): void {
  setTimeout(() => {
    recorder.finish(recording, 'aborted');
    quietlyAsync(recorder.onFault, () => copy.cancel());
  }, AFTER_RELEASE);
}
