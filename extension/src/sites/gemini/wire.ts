import { parseJson } from '../json';

/** One entry of a reply: `["wrb.fr", rpc, "<JSON>", …]`; other entries (timings, end marks) have other first fields. */
export interface Entry {
  /** The remote procedure; null in the stream of a reply. */
  readonly rpc: string | null;
  /** The inner JSON, parsed; undefined when the entry carries an error in place of data. */
  readonly data: unknown;
  /** The entry as it came. */
  readonly raw: unknown;
}

/** The prefix by which the site keeps its replies from being run as a script. */
const GUARD = ")]}'";

/**
 * Returns the data entries of a reply, in order. Lengths between the chunks and a last chunk that was cut off are passed
 * over; a chunk may run over several lines.
 */
export function entriesOf(body: string): readonly Entry[] {
  return lists(body)
    .flatMap((list) => asArray(parseJson(list)))
    .filter((entry): entry is readonly unknown[] => Array.isArray(entry) && entry[0] === 'wrb.fr')
    .map((entry) => ({ rpc: asString(entry[1]), data: parseJson(asString(entry[2]) ?? ''), raw: entry }));
}

/** Returns the texts of the outermost lists; brackets inside of strings do not count. */
function lists(body: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of body.matchAll(/"(?:[^"\\]+|\\.)*(?:"|$)|[[\]]/gs)) {
    if (token === '[' && depth++ === 0) start = index;
    if (token === ']' && depth > 0 && --depth === 0) found.push(body.slice(start, index + 1));
  }
  return found;
}

/** Returns a reply that holds these entries alone, in the site's own framing. */
export function framed(entries: readonly Entry[]): string {
  const lines = entries.map(({ raw }) => `${JSON.stringify([raw])}\n`);
  return `${GUARD}\n\n${lines.map((line) => `${line.length + 1}\n${line}`).join('')}`;
}

/** Follows positions through nested lists; undefined where one is missing. */
export function at(value: unknown, ...path: readonly number[]): unknown {
  return path.reduce<unknown>(
    (inner, index) => (Array.isArray(inner) ? (inner as unknown[])[index] : undefined),
    value,
  );
}

export function asString(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Returns the form field that carries what was asked; null when the request has none. */
export function formRequest(requestBody: string | null): string | null {
  return requestBody === null ? null : new URLSearchParams(requestBody).get('f.req');
}
