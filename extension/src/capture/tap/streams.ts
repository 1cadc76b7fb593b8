import { afterwards, apply, ask, stream as native, weak } from './natives';

/** Tells when the page lets go of a stream before its end, which a copy of that stream would not notice. */
export interface ReleaseWatch {
  /** `released` is called once the page has closed or cancelled the stream, also when it simply came to its end. */
  watch(stream: ReadableStream | null, released: () => void): void;
}

type Released = () => void;
type Quietly = (action: () => void) => void;

/**
 * Listens to how the page reads streams, by proxies that still look native. Only streams that are watched are looked
 * at; of a stream that the page sends through others, the last is the one that it lets go.
 */
export function tapStreams(scope: { readonly ReadableStream: typeof ReadableStream }, quietly: Quietly): ReleaseWatch {
  const watched = new WeakMap<object, Released>();
  const { prototype } = scope.ReadableStream;
  const of = (stream: object): Released | undefined => weak.get(watched, stream) as Released | undefined;

  after(prototype, 'getReader', (released, reader) => {
    const closed = ask(native.closedDefault, reader) ?? ask(native.closedByob, reader);
    // A reader that is only handed back rejects; that is no release. Errors are seen by the copy itself.
    if (closed !== undefined) afterwards(closed, released);
  });
  after(prototype, 'pipeThrough', (released, result) => void weak.set(watched, result, released));
  after(prototype, 'pipeTo', (released, result) => afterwards(result as Promise<void>, released, released));
  after(prototype, 'cancel', (released) => released());

  return {
    watch: (stream, released) => {
      if (stream !== null) weak.set(watched, stream, once(released));
    },
  };

  function after(target: object, name: string, look: (released: Released, result: unknown) => void): void {
    const method = Reflect.get(target, name) as (...values: readonly unknown[]) => unknown;
    Reflect.set(
      target,
      name,
      new Proxy(method, {
        __proto__: null,
        apply(called: typeof method, stream: object, values: readonly unknown[]) {
          const result: unknown = apply(called, stream, values);
          quietly(() => {
            const released = of(stream);
            if (released !== undefined) look(released, result);
          });
          return result;
        },
      } as ProxyHandler<typeof method>),
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
