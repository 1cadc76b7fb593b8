import { quietly, type OnFault } from './quietly';

/** Tells when the page lets go of a stream before its end, which a copy of that stream would not notice. */
export interface ReleaseWatch {
  /** `released` is called once the page has closed or cancelled the stream, also when it simply came to its end. */
  watch(stream: ReadableStream | null, released: () => void): void;
}

type Released = () => void;

/**
 * Listens to how the page reads streams, by proxies that still look native. Only streams that are watched are looked
 * at; of a stream that the page sends through others, the last is the one that it lets go.
 */
export function tapStreams(scope: { readonly ReadableStream: typeof ReadableStream }, onFault: OnFault): ReleaseWatch {
  const watched = new WeakMap<object, Released>();
  const prototype = scope.ReadableStream.prototype;

  after(prototype, 'getReader', (stream, reader) => {
    const released = watched.get(stream);
    if (released === undefined) return;
    // A reader that is only handed back rejects; that is no release. Errors are seen by the copy itself.
    void (reader as ReadableStreamDefaultReader).closed.then(released, () => undefined);
  });
  after(prototype, 'pipeThrough', (stream, result) => {
    const released = watched.get(stream);
    if (released !== undefined) watched.set(result as object, released);
  });
  after(prototype, 'pipeTo', (stream, result) => {
    const released = watched.get(stream);
    if (released !== undefined) void (result as Promise<void>).then(released, released);
  });
  after(prototype, 'cancel', (stream) => watched.get(stream)?.());

  return {
    watch: (stream, released) => {
      if (stream !== null) watched.set(stream, once(released));
    },
  };

  function after(target: object, name: string, look: (stream: object, result: unknown) => void): void {
    const native = Reflect.get(target, name) as (...values: readonly unknown[]) => unknown;
    Reflect.set(
      target,
      name,
      new Proxy(native, {
        apply(method, stream: object, values: readonly unknown[]) {
          const result: unknown = Reflect.apply(method, stream, [...values]);
          quietly(onFault, () => look(stream, result));
          return result;
        },
      }),
    );
  }
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
