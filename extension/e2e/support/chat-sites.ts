import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { makeCertificate } from './certificate';
import { chatgptSite } from './chatgpt-site';
import { claudeSite } from './claude-site';
import { geminiSite } from './gemini-site';

/** One chat site as it stands on this machine. */
export interface ChatSite {
  readonly host: string;
  /** The page's own script; it puts `window.chat` there: `send`, `stop`, and whatever the site needs more. */
  readonly script: string;
  /** Answers the site's own requests. */
  answer(request: Asked, response: ServerResponse): Promise<void>;
}

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  /** True once the page has gone away. */
  isGone(): boolean;
  /** Keeps the answer open, unfinished after so many characters, until the page lets go of it. */
  stall(response: ServerResponse, characters: number): Promise<void>;
}

/** The chat sites on a free port, all of them behind their own names and a strict content security policy. */
export interface ChatSites {
  readonly port: number;
  /** For Chromium's --host-resolver-rules: the sites come from here, and nothing else is reachable. */
  readonly resolverRules: string;
  /** How many requests are being answered now. */
  readonly open: () => number;
  /** Of each reply that came as far as it ever will and is kept open, its length in characters. */
  readonly stalled: () => readonly number[];
  readonly close: () => Promise<void>;
}

export const CHAT_HOSTS = ['chatgpt.com', 'claude.ai', 'gemini.google.com'] as const;

/** Starts the sites. What they answer is made from what they are asked: `A` is answered with `Answer to A`. */
export async function startChatSites(): Promise<ChatSites> {
  const sites = [chatgptSite(), claudeSite(), geminiSite()];
  let streaming = 0;
  const stalled = new Map<ServerResponse, number>();
  const stall = async (response: ServerResponse, characters: number): Promise<void> => {
    stalled.set(response, characters);
    await untilGone(response);
    stalled.delete(response);
  };
  const server: Server = createServer(makeCertificate(CHAT_HOSTS), (request, response) => {
    const site = sites.find(({ host }) => host === request.headers.host);
    streaming++;
    response.on('close', () => streaming--);
    if (site === undefined) notFound(response);
    else void serve(site, request, response, stall);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const maps = CHAT_HOSTS.map((host) => `MAP ${host}:443 127.0.0.1:${port}`);
  return {
    port,
    resolverRules: [...maps, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', '),
    open: () => streaming,
    stalled: () => [...stalled.values()],
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function notFound(response: ServerResponse): void {
  response.writeHead(404).end();
}

async function serve(
  site: ChatSite,
  request: IncomingMessage,
  response: ServerResponse,
  stall: Asked['stall'],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', `https://${site.host}`);
  const isPage = request.headers['sec-fetch-dest'] === 'document';
  const socket: Socket = request.socket;
  if (isPage) page(site, response);
  else if (url.pathname === '/favicon.ico') notFound(response);
  else {
    const body = Buffer.concat(chunks).toString('utf8');
    await site.answer({ method: request.method ?? '', url, body, isGone: () => socket.destroyed, stall }, response);
  }
}

const NONCE = 'bm9uY2U';

function page(site: ChatSite, response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'`,
  });
  const early = `window.early = { fetch: window.fetch, seen: 0 };
    addEventListener('message', () => { window.early.seen++; }, true);`;
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${site.host}</title>
    <script nonce="${NONCE}">${early}</script></head>
    <body><main id="thread"></main><script nonce="${NONCE}">${PAGE_TOOLS}${site.script}</script></body></html>`);
}

/** What the pages of all sites do alike: put turns on the page, and read a stream as it comes. */
const PAGE_TOOLS = `
  const thread = document.getElementById('thread');
  const parameters = new URLSearchParams(location.search);
  const isTemporary = parameters.has('temporary-chat') || parameters.has('incognito') || parameters.has('test-temporary');
  const element = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  async function readAll(response, onText, reading) {
    const reader = response.body.getReader();
    if (reading) reading(reader);
    const decoder = new TextDecoder();
    let whole = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return whole;
      whole += decoder.decode(value, { stream: true });
      window.signsRead = whole.length;
      onText(whole);
    }
  }
`;

/** Sends the pieces one after the other; a question with the word "slowly" is never answered to its end. */
export async function sendSlowly(asked: Asked, response: ServerResponse, pieces: readonly string[]): Promise<void> {
  const isEndless = asked.body.includes('slowly');
  let sent = 0;
  for (const [at, piece] of pieces.entries()) {
    if (asked.isGone()) return;
    if (isEndless && at > pieces.length / 2) break;
    const bytes = Buffer.from(piece, 'utf8');
    // Cut in the middle, so that characters and events are split.
    response.write(bytes.subarray(0, bytes.length >> 1));
    await pause(15);
    response.write(bytes.subarray(bytes.length >> 1));
    await pause(15);
    sent += piece.length;
  }
  if (isEndless && !asked.isGone()) await asked.stall(response, sent);
  else response.end();
}

function untilGone(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.on('close', resolve));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

/** Returns the text in pieces of a few characters. */
export function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,6}/gu) ?? [];
}
