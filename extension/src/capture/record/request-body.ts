/** A request's body as text. `readable` is false when there was one that could not be read. */
export interface RequestBody {
  readonly text: string | null;
  readonly readable: boolean;
}

export const NO_BODY: RequestBody = { text: null, readable: true };
const UNREADABLE: RequestBody = { text: null, readable: false };
const GZIP = [0x1f, 0x8b];

/**
 * Reads the body that the page gave, without using it up: what can change later is copied before this returns.
 * Compressed bodies are unpacked; of a form, the text fields are kept.
 */
export function readBody(body: unknown): RequestBody | Promise<RequestBody> {
  if (body === null || body === undefined) return NO_BODY;
  if (typeof body === 'string') return { text: body, readable: true };
  if (body instanceof URLSearchParams) return { text: body.toString(), readable: true };
  if (body instanceof FormData) return { text: formText(body), readable: true };
  if (body instanceof Blob) return orUnreadable(body.arrayBuffer().then(textOf));
  if (body instanceof ArrayBuffer) return orUnreadable(textOf(body.slice(0)));
  if (ArrayBuffer.isView(body)) return orUnreadable(textOf(copyOf(body)));
  return UNREADABLE;
}

/** Reads a Request's own body from a clone; to be called before the request is sent. */
export function readRequest(request: Request): Promise<RequestBody> | RequestBody {
  if (request.bodyUsed) return UNREADABLE;
  if (request.method === 'GET' || request.method === 'HEAD') return NO_BODY;
  return orUnreadable(request.clone().arrayBuffer().then(textOf));
}

async function orUnreadable(text: Promise<string>): Promise<RequestBody> {
  return text.then(
    (found) => ({ text: found, readable: true }),
    () => UNREADABLE,
  );
}

function copyOf(view: ArrayBufferView): ArrayBuffer {
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice().buffer;
}

function formText(form: FormData): string {
  const fields = [...form.entries()].filter((field): field is [string, string] => typeof field[1] === 'string');
  return new URLSearchParams(fields).toString();
}

async function textOf(bytes: ArrayBuffer): Promise<string> {
  const start = [...new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength))];
  const packed = GZIP.every((byte, at) => start[at] === byte);
  const plain = packed ? await new Response(unpacked(bytes)).arrayBuffer() : bytes;
  return new TextDecoder('utf-8', { fatal: true }).decode(plain);
}

function unpacked(bytes: ArrayBuffer): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
}
