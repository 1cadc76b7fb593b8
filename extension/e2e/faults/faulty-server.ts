import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { json, startStub, type Heard, type StubServer } from '../../src/testing/stub-server';

/** What the way to the server does to one batch. `away` refuses the connection itself. */
export const FAULTS = [
  'none',
  'away',
  'status-429',
  'status-503',
  'slow',
  'half-answer',
  'part-of-the-results',
  'cut-before',
  'no-answer',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What a batch is answered with. */
export interface Answered {
  readonly status: number;
  readonly results: readonly { readonly id: string; readonly status: string }[];
}

/** Where batches end up: takes each, and answers as Everthread does. */
export type Store = (heard: Heard) => Promise<Answered>;

/** A server on a way that fails as it is told. Whatever reaches it passes to the store, and only the answer suffers. */
export interface FaultyServer {
  readonly address: string;
  /** How many batches suffered each fault. */
  readonly suffered: ReadonlyMap<Fault, number>;
  readonly set: (fault: Fault) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startFaultyServer(store: Store, key: string): Promise<FaultyServer> {
  let fault: Fault = 'none';
  const suffered = new Map<Fault, number>();
  const answers = (heard: Heard, response: ServerResponse): void => {
    if (heard.path === '/v1/stats') json(response, 200, { messages: 0 });
    else if (heard.path !== '/v1/captures' || heard.authorization !== `Bearer ${key}`) json(response, 404, {});
    else {
      suffered.set(fault, (suffered.get(fault) ?? 0) + 1);
      void suffer(fault, heard, response, store);
    }
    server.heard.length = 0;
  };
  let server: StubServer = await startStub(answers);
  const { address } = server;
  return {
    address,
    suffered,
    set: async (next) => {
      if (next === fault) return;
      if (next === 'away') await server.close();
      if (fault === 'away') server = await startStub(answers, Number(new URL(address).port));
      fault = next;
    },
    close: () => (fault === 'away' ? Promise.resolve() : server.close()),
  };
}

const SLOW_MS = 1_500;

async function suffer(fault: Fault, heard: Heard, response: ServerResponse, store: Store): Promise<void> {
  const busy = { 'Retry-After': '1' };
  if (fault === 'status-429') json(response, 429, { code: 'rate_limited' }, busy);
  else if (fault === 'status-503') json(response, 503, { code: 'unavailable' }, busy);
  else if (fault === 'cut-before') response.destroy();
  else {
    const { status, results } = await store(heard);
    answerBadly(fault, status, results, response);
  }
}

function answerBadly(
  fault: Exclude<Fault, 'status-429' | 'status-503' | 'cut-before'>,
  status: number,
  results: Answered['results'],
  response: ServerResponse,
): void {
  switch (fault) {
    case 'none':
    case 'away':
      json(response, status, { results });
      return;
    case 'slow':
      setTimeout(() => json(response, status, { results }), SLOW_MS);
      return;
    case 'half-answer': {
      const body = JSON.stringify({ results });
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    }
    case 'part-of-the-results':
      json(response, status, { results: results.slice(0, Math.floor(results.length / 2)) });
      return;
    case 'no-answer':
      return; // Until the connection is closed.
  }
}

/** A store in memory; `ids` holds each capture's text once, `again` counts how often a known one came. */
export class MemoryStore {
  readonly #texts = new Map<string, string>();
  again = 0;

  readonly take: Store = ({ captures }) => {
    const results = captures.map((capture) => {
      const isKnown = this.#texts.has(capture.id);
      if (isKnown) this.again++;
      else this.#texts.set(capture.id, JSON.stringify(capture.request));
      return { id: capture.id, status: isKnown ? 'duplicate' : 'stored' };
    });
    return Promise.resolve({ status: 200, results });
  };

  texts(): Promise<readonly string[]> {
    return Promise.resolve([...this.#texts.values()]);
  }
}

/** Passes batches on to a real server. */
export function passOn(address: string, key: string): Store {
  return async ({ body }) => {
    const answer = await fetch(`${address}/v1/captures`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Content-Encoding': 'gzip',
      },
      body: gzipSync(body),
    });
    const { results } = (await answer.json()) as Partial<Answered>;
    return { status: answer.status, results: results ?? [] };
  };
}
