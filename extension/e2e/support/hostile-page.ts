/** What of the page's overwritten functions was called by a script that is not the page's. */
export interface Overwritten {
  readonly seen: readonly string[];
}

/**
 * Runs in a chat page after the tap has started: puts functions of the page's own in place of everything that a script
 * can overwrite. Each works as before, but throws, and says so, when a script that is not the page's has called it.
 */
export function overwriteEverything(marks: readonly string[]): void {
  const seen: string[] = [];
  (globalThis as unknown as { overwritten: Overwritten }).overwritten = { seen };
  const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const NativeError = Error;
  NativeError.stackTraceLimit = 60;
  const includes = Reflect.get(String.prototype, 'includes') as () => unknown;
  const add = Reflect.get(Array.prototype, 'push') as () => unknown;
  const isForeign = (): boolean => {
    const { stack } = new NativeError();
    for (let at = 0; at < marks.length; at++) if (apply(includes, stack, [marks[at]]) === true) return true;
    return false;
  };
  const spy = (name: string): void => {
    if (!isForeign()) return;
    apply(add, seen, [name]);
    throw new NativeError('not yours');
  };
  const wrapped = (name: string, native: (...values: unknown[]) => unknown) =>
    new Proxy(native, {
      apply: (target, self: unknown, values: unknown[]): unknown => (spy(name), apply(target, self, values)),
      construct: (target, values: unknown[], newTarget: NewableFunction): object => (
        spy(`new ${name}`),
        construct(target, values, newTarget) as object
      ),
    });
  const overwrite = (owner: object, of: string): void => {
    for (const key of ownKeys(owner)) {
      const name = `${of}.${String(key)}`;
      const found = getOwnPropertyDescriptor(owner, key);
      if (found?.configurable !== true || key === 'constructor' || key === 'prototype') continue;
      if (typeof found.value === 'function')
        defineProperty(owner, key, { ...found, value: wrapped(name, found.value as () => unknown) });
      else if (found.get !== undefined) {
        const set = found.set === undefined ? {} : { set: wrapped(`set ${name}`, found.set as () => unknown) };
        defineProperty(owner, key, { ...found, get: wrapped(name, found.get as () => unknown), ...set });
      }
    }
  };
  const kinds = [
    ...['Array', 'Promise', 'MessagePort', 'MessageEvent', 'Event', 'EventTarget', 'RegExp', 'String', 'Map', 'Set'],
    ...['WeakMap', 'URL', 'URLSearchParams', 'Request', 'Response', 'Headers', 'Blob', 'FormData', 'ArrayBuffer'],
    ...['ReadableStreamDefaultReader', 'TextDecoder', 'XMLHttpRequestEventTarget', 'WebSocket', 'Uint8Array', 'Number'],
  ];
  for (const kind of kinds) {
    const found = Reflect.get(globalThis, kind) as { prototype: object };
    overwrite(found.prototype, `${kind}.prototype`);
    overwrite(found, kind);
  }
  for (const kind of ['JSON', 'Reflect', 'Math', 'Object']) overwrite(Reflect.get(globalThis, kind) as object, kind);
  for (const name of ['call', 'apply', 'bind']) {
    const native = Reflect.get(Function.prototype, name) as () => unknown;
    defineProperty(Function.prototype, name, {
      value: wrapped(`Function.prototype.${name}`, native),
      configurable: true,
    });
  }
  for (const name of ['setTimeout', 'queueMicrotask', 'postMessage', 'addEventListener', 'removeEventListener']) {
    const native = Reflect.get(globalThis, name) as () => unknown;
    defineProperty(globalThis, name, { value: wrapped(name, native), configurable: true, writable: true });
  }
  // Setters that would see what is put together by assignment, and traps for proxies that were made with a plain object.
  for (const name of ['kind', 'number', 'message', 'next', 'bytes', 'ending', 'pageUrl', '0', '1'])
    defineProperty(Object.prototype, name, {
      configurable: true,
      get: () => (spy(`Object.prototype.${name}`), undefined),
      set(this: object, value: unknown) {
        spy(`set Object.prototype.${name}`);
        defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
      },
    });
  for (const name of ['ownKeys', 'getPrototypeOf', 'has', 'isExtensible'])
    defineProperty(Object.prototype, name, {
      configurable: true,
      value: () => {
        apply(add, seen, [`a proxy asked for ${name}`]);
        throw new NativeError('a trap');
      },
    });
}

/** A page whose first script waits for the tap's greeting, with everything in place that a page could steal it by. */
export const THIEF = `<!doctype html><title>thief</title><script>
  const stolen = window.stolen = [];
  const native = (name) => Object.getOwnPropertyDescriptor(MessageEvent.prototype, name).get;
  const ports = native('ports');
  const own = new WeakSet();
  for (const name of ['data', 'source', 'ports', 'origin']) {
    const get = native(name);
    Object.defineProperty(MessageEvent.prototype, name, { configurable: true, get() {
      if (Reflect.apply(ports, this, []).length > 0 && !own.has(this)) stolen.push('the greeting by ' + name);
      return Reflect.apply(get, this, []);
    } });
  }
  for (const [owner, name] of [[MessagePort.prototype, 'postMessage'], [Event.prototype, 'stopImmediatePropagation'], [EventTarget.prototype, 'removeEventListener'], [window, 'removeEventListener']]) {
    const was = owner[name];
    const apply = Reflect.apply;
    Object.defineProperty(owner, name, { configurable: true, writable: true, value: function (...values) { stolen.push(name); return apply(was, this, values); } });
  }
  for (const target of [window, document]) for (const capture of [true, false])
    target.addEventListener('message', (event) => { if (event.ports.length > 0) stolen.push('the greeting by a listener'); }, capture);
</script><body>thief</body>`;
