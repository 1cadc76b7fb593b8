import type { Capture } from '../capture/capture';
import { isRecord, problemOf, type Problem } from './problem';
import { retryAfter, verdictOf } from './retry';

/** Where the server is and the key that it knows this browser by. */
export interface ServerAccess {
  /** Scheme, host and port, no path: `http://127.0.0.1:8377`. */
  readonly address: string;
  readonly key: string;
}

/** What became of one capture. */
export interface CaptureResult {
  readonly id: string;
  readonly status: 'stored' | 'duplicate' | 'rejected';
  readonly conversation_id: string | null;
  /** True when the server keeps it but could not read it. */
  readonly drift: boolean;
  /** Present when rejected. */
  readonly problem: Problem | null;
}

/** How a request ended. `later` with status null is a lost connection. */
export type Outcome =
  | { readonly kind: 'answered'; readonly results: readonly CaptureResult[] }
  | { readonly kind: 'later'; readonly status: number | null; readonly waitMillis: number | null }
  | { readonly kind: 'key-refused'; readonly problem: Problem }
  | { readonly kind: 'too-large'; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly problem: Problem };

const PATIENCE_MS = 60_000;
const LOST: Outcome = { kind: 'later', status: null, waitMillis: null };

/**
 * Sends captures in one gzipped request. Never throws for what a server or a network may do: an answer that breaks off,
 * or that says success without saying of what, counts as a lost connection.
 */
export async function sendCaptures(access: ServerAccess, captures: readonly Capture[]): Promise<Outcome> {
  const body = await gzip(JSON.stringify({ captures }));
  const answer = await ask(access, '/v1/captures', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    body,
  });
  if (answer === null) return LOST;
  switch (verdictOf(answer.status)) {
    case 'read-results':
      return resultsOf(answer.body);
    case 'later':
      return { kind: 'later', status: answer.status, waitMillis: answer.waitMillis };
    case 'key-refused':
      return { kind: 'key-refused', problem: problemOf(answer.body, answer.status) };
    case 'too-large':
      return { kind: 'too-large', problem: problemOf(answer.body, answer.status) };
    case 'refused':
      return { kind: 'refused', problem: problemOf(answer.body, answer.status) };
  }
}

/** A whole answer of the server. `body` is undefined when it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly waitMillis: number | null;
}

/** Asks the server; null when there was no whole answer. Redirects are not followed: a key goes to one address only. */
export async function ask(
  access: { readonly address: string; readonly key: string | null },
  path: string,
  request: { readonly method: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: BodyInit },
): Promise<Answer | null> {
  const authorization = access.key === null ? {} : { Authorization: `Bearer ${access.key}` };
  try {
    const response = await fetch(access.address + path, {
      ...request,
      headers: { Accept: 'application/json', ...request.headers, ...authorization },
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: parse(text),
      waitMillis: retryAfter(response.headers.get('Retry-After'), Date.now()),
    };
  } catch (failure) {
    if (failure instanceof TypeError || failure instanceof DOMException) return null;
    throw failure;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}

function resultsOf(body: unknown): Outcome {
  if (!isRecord(body) || !Array.isArray(body.results)) return LOST;
  return { kind: 'answered', results: body.results.flatMap((item: unknown) => resultOf(item)) };
}

function resultOf(item: unknown): readonly CaptureResult[] {
  if (!isRecord(item) || typeof item.id !== 'string') return [];
  const { id, status } = item;
  if (status !== 'stored' && status !== 'duplicate' && status !== 'rejected') return [];
  return [
    {
      id,
      status,
      conversation_id: typeof item.conversation_id === 'string' ? item.conversation_id : null,
      drift: item.drift !== undefined && item.drift !== null && item.drift !== false,
      problem: status === 'rejected' ? problemOf(item.problem, null) : null,
    },
  ];
}

async function gzip(text: string): Promise<ArrayBuffer> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return await new Response(compressed).arrayBuffer();
}
