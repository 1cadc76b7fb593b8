import { quietly, quietlyAsync } from './quietly';
import type { Recorder } from './recorder';
import type { Recording } from './recording';
import { readBody } from './request-body';

interface Opened {
  readonly method: string;
  readonly url: string;
}

/** Listens to XMLHttpRequest by proxies of `open` and `send` that still look native. */
export function tapXhr(scope: { readonly XMLHttpRequest: typeof XMLHttpRequest }, recorder: Recorder): void {
  const prototype = scope.XMLHttpRequest.prototype;
  const opened = new WeakMap<XMLHttpRequest, Opened>();

  Reflect.set(
    prototype,
    'open',
    before('open', (request, [method, url]) => {
      opened.set(request, { method: String(method), url: String(url) });
    }),
  );
  Reflect.set(
    prototype,
    'send',
    before('send', (request, [body]) => {
      const asked = opened.get(request);
      const recording = asked === undefined ? null : recorder.begin('xhr', asked.method, asked.url);
      if (recording === null) return;
      recorder.takeRequest(recording, readBody(body));
      follow(request, recording, recorder);
    }),
  );

  function before(name: string, look: (request: XMLHttpRequest, values: readonly unknown[]) => void): unknown {
    const native = Reflect.get(prototype, name) as (...values: readonly unknown[]) => unknown;
    return new Proxy(native, {
      apply(method, request: XMLHttpRequest, values: unknown[]) {
        quietly(recorder.onFault, () => look(request, values));
        return Reflect.apply(method, request, values);
      },
    });
  }
}

/** An aborted request gives back nothing at its end, so the text is taken as it grows. */
function follow(request: XMLHttpRequest, recording: Recording, recorder: Recorder): void {
  let aborted = false;
  const take = (): void => {
    recording.setResponse(request.status, request.getResponseHeader('content-type'));
    if (isText(request)) recording.set(request.responseText);
  };
  request.addEventListener('progress', () => quietly(recorder.onFault, take));
  request.addEventListener('abort', () => {
    aborted = true;
  });
  request.addEventListener('loadend', () => {
    quietlyAsync(recorder.onFault, async () => {
      if (!aborted && request.status !== 0) {
        take();
        recording.set(await wholeText(request, recording));
      }
      recorder.finish(recording, aborted ? 'aborted' : request.status === 0 ? 'cut' : 'finished');
    });
  });
}

function isText(request: XMLHttpRequest): boolean {
  return request.responseType === '' || request.responseType === 'text';
}

async function wholeText(request: XMLHttpRequest, recording: Recording): Promise<string> {
  const response: unknown = request.response;
  if (isText(request)) return request.responseText;
  if (request.responseType === 'json') return JSON.stringify(response);
  if (response instanceof Blob) return response.text();
  if (response instanceof ArrayBuffer) return new TextDecoder().decode(response);
  return recording.exchange().body;
}
