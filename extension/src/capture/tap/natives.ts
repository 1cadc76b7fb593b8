/**
 * The browser's own functions, taken hold of before any script of the page has run. A page may put its own in their
 * place afterwards, on any prototype; the tap must neither break by that nor show the page what it does. So the code in
 * this folder calls these alone: no method of a value, no `for … of`, no spread or destructuring of a list, no promise
 * by `await` or `.then`, and no literal with a field that is set later.
 */
type Native = (...values: readonly unknown[]) => unknown;

const { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor } = Reflect;
export { apply, construct };

/** A method of a prototype, to be called on any value; throws a TypeError on a value of another kind. */
export function method(prototype: object, name: string): (self: unknown, ...values: readonly unknown[]) => unknown {
  const native = get(prototype, name) as Native;
  return (self: unknown, a?: unknown, b?: unknown, c?: unknown) =>
    apply(native, self, c !== undefined ? [a, b, c] : b !== undefined ? [a, b] : a !== undefined ? [a] : []);
}

/** A getter of a prototype, of the type that the browser gives; throws a TypeError on a value of another kind. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function getter<T>(prototype: object, name: string): (self: unknown) => T {
  const native = getOwnPropertyDescriptor(prototype, name)?.get;
  if (native === undefined) throw new TypeError(`no getter ${name}`);
  return (self) => apply(native, self, []) as T;
}

export const event = {
  listen: method(EventTarget.prototype, 'addEventListener'),
  unlisten: method(EventTarget.prototype, 'removeEventListener'),
  stop: method(Event.prototype, 'stopImmediatePropagation'),
  data: getter<unknown>(MessageEvent.prototype, 'data'),
  source: getter<unknown>(MessageEvent.prototype, 'source'),
  ports: getter<readonly MessagePort[]>(MessageEvent.prototype, 'ports'),
};
export const postToPort = method(MessagePort.prototype, 'postMessage');

const NativeURL = URL;
export const address = {
  /** Throws a TypeError when it is none. */
  of: (text: string, base: string): URL => new NativeURL(text, base),
  href: getter<string>(URL.prototype, 'href'),
  protocol: getter<string>(URL.prototype, 'protocol'),
  host: getter<string>(URL.prototype, 'host'),
  path: getter<string>(URL.prototype, 'pathname'),
};
export const request = {
  url: getter<string>(Request.prototype, 'url'),
  method: getter<string>(Request.prototype, 'method'),
  isUsed: getter<boolean>(Request.prototype, 'bodyUsed'),
  clone: method(Request.prototype, 'clone'),
  bytes: method(Request.prototype, 'arrayBuffer') as (self: unknown) => Promise<ArrayBuffer>,
};
export const response = {
  status: getter<number>(Response.prototype, 'status'),
  body: getter<ReadableStream<Uint8Array> | null>(Response.prototype, 'body'),
  headers: getter<Headers>(Response.prototype, 'headers'),
  header: method(Headers.prototype, 'get') as (self: unknown, name: string) => string | null,
  clone: method(Response.prototype, 'clone'),
};
export const stream = {
  reader: method(ReadableStream.prototype, 'getReader'),
  read: method(ReadableStreamDefaultReader.prototype, 'read') as (
    self: unknown,
  ) => Promise<ReadableStreamReadResult<Uint8Array>>,
  cancel: method(ReadableStreamDefaultReader.prototype, 'cancel') as (self: unknown) => Promise<void>,
  closedDefault: getter<Promise<void>>(ReadableStreamDefaultReader.prototype, 'closed'),
  closedByob: getter<Promise<void>>(ReadableStreamBYOBReader.prototype, 'closed'),
};
export const weak = {
  get: method(WeakMap.prototype, 'get'),
  set: method(WeakMap.prototype, 'set'),
};

const nativeThen = get(Promise.prototype, 'then') as Native;

/**
 * What `promise.then` does, whatever the page made of promises: an own `constructor` of undefined stands in the way of
 * its own for as long as the call takes (ECMA-262, SpeciesConstructor).
 */
export function afterwards<T>(
  promise: Promise<T>,
  done: (value: T) => void,
  failed: (reason: unknown) => void = () => undefined,
): void {
  defineProperty(promise, 'constructor', {
    __proto__: null,
    value: undefined,
    configurable: true,
  } as PropertyDescriptor);
  apply(nativeThen, promise, [done, failed]);
  deleteProperty(promise, 'constructor');
}

const NativeBytes = Uint8Array;
const bufferLength = getter<number>(ArrayBuffer.prototype, 'byteLength');
const view = Object.getPrototypeOf(Uint8Array.prototype) as object;
const viewBuffer = getter<ArrayBuffer>(view, 'buffer');
const viewOffset = getter<number>(view, 'byteOffset');
const viewLength = getter<number>(view, 'byteLength');
/** Each throws on a value of another kind. Made of another array, a new one asks for no constructor of the page's. */
export const kinds = {
  blobSize: getter<number>(Blob.prototype, 'size'),
  copyOfBuffer: (buffer: unknown): Uint8Array => {
    bufferLength(buffer);
    return new NativeBytes(new NativeBytes(buffer as ArrayBuffer));
  },
  copyOfView: (from: unknown): Uint8Array =>
    new NativeBytes(new NativeBytes(viewBuffer(from), viewOffset(from), viewLength(from))),
};

const NativeSearch = URLSearchParams;
const appendSearch = method(URLSearchParams.prototype, 'append');
const eachField = method(FormData.prototype, 'forEach');
const search = method(URLSearchParams.prototype, 'toString') as (self: unknown) => string;
export const form = {
  search,
  /** The fields that are text. */
  fields: (from: unknown): string => {
    const kept = new NativeSearch();
    eachField(from, (value: unknown, name: string) => {
      if (typeof value === 'string') appendSearch(kept, name, value);
    });
    return search(kept);
  },
};

const inherits = method(Object.prototype, 'isPrototypeOf');
export const isOfKind = (value: unknown, prototype: object): boolean => inherits(prototype, value) === true;
export const LOST = TypeError.prototype;

const nativeExec = get(RegExp.prototype, 'exec') as Native;
const upper = method(String.prototype, 'toUpperCase') as (self: string) => string;
const slice = method(String.prototype, 'slice') as (self: string, start: number) => string;
export const text = {
  upper,
  slice,
  fits: (pattern: RegExp, value: string) => apply(nativeExec, pattern, [value]) !== null,
};

const nativeTimeout: Native = setTimeout as unknown as Native;
export const later = (action: () => void, milliseconds: number): unknown =>
  apply(nativeTimeout, globalThis, [action, milliseconds]);

/** The value of a field that stands in the object itself; undefined for one that the page would compute. */
export function field(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  return getOwnPropertyDescriptor(object, name)?.value as unknown;
}

/** What the getter says of a value of its kind; undefined for any other. */
export function ask<T>(look: (self: unknown) => T, value: unknown): T | undefined {
  try {
    return look(value);
  } catch {
    // Of another kind: that is the answer.
    return undefined;
  }
}
