/** A request's body as text. `readable` is false when there was one that could not be read. */
export interface RequestBody {
  readonly text: string | null;
  readonly readable: boolean;
}

export const NO_BODY: RequestBody = { text: null, readable: true };
export const UNREADABLE: RequestBody = { text: null, readable: false };
const GZIP = [0x1f, 0x8b];

/** Reads what a page gave along with a request. Packed bodies are unpacked; what is no text is unreadable. */
export function readBody(body: Blob | Uint8Array): Promise<RequestBody> {
  return orUnreadable(body instanceof Blob ? body.arrayBuffer().then(textOf) : textOf(copyOf(body)));
}

async function orUnreadable(text: Promise<string>): Promise<RequestBody> {
  return text.then(
    (found) => ({ text: found, readable: true }),
    () => UNREADABLE,
  );
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
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
