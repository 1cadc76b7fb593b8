import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

import type { Capture } from '../capture/capture';

/** One request as the stub heard it. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly captures: readonly Capture[];
  readonly body: string;
}

export type Answers = (heard: Heard, response: ServerResponse) => void;

/** A server on this machine that answers as the test says, and remembers what it heard. */
export interface StubServer {
  readonly address: string;
  readonly heard: Heard[];
  answers: Answers;
  readonly close: () => Promise<void>;
}

/** Starts a stub on a free port, or on the port given. */
export async function startStub(answers: Answers = storeAll, port = 0): Promise<StubServer> {
  const server = createServer((request, response) => {
    void read(request).then((heard) => {
      stub.heard.push(heard);
      stub.answers(heard, response);
    });
  });
  await listening(server, port);
  const { port: chosen } = server.address() as AddressInfo;
  const stub: StubServer = {
    address: `http://127.0.0.1:${chosen}`,
    heard: [],
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stub;
}

/** A port that was given back can be in use for a moment by a connection that this machine made meanwhile. */
async function listening(server: Server, port: number): Promise<void> {
  for (let tries = 0; !(await listens(server, port)); tries++) {
    if (tries === 100) throw new Error(`port ${port} stays in use`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (failure: NodeJS.ErrnoException): void => {
      if (failure.code === 'EADDRINUSE') resolve(false);
      else reject(failure);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

/** Stores every capture. */
export function storeAll(heard: Heard, response: ServerResponse): void {
  json(response, 200, { results: heard.captures.map(({ id }) => ({ id, status: 'stored' })) });
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const body = (raw.length > 0 && request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString(
    'utf8',
  );
  const parsed = body.startsWith('{') ? (JSON.parse(body) as { readonly captures?: readonly Capture[] }) : {};
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization,
    captures: parsed.captures ?? [],
    body,
  };
}
