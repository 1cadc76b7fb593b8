import type { SocketRoute } from '../../sites/site';
import type { StreamJoiner } from '../../sites/stream-joiner';
import type { FromTap, SentBody } from '../port';

import { quietly, quietlyAsync } from './quietly';
import type { Recorder } from './recorder';
import type { Recording } from './recording';
import { NO_BODY, UNREADABLE, readBody, type RequestBody } from './request-body';
import { SocketReplies } from './socket-replies';

/** How many exchanges of one page may run at once, and begin within a minute: no page that a person uses comes near. */
const MOST_RUNNING = 64;
const MOST_A_MINUTE = 300;

interface Heard {
  readonly recording: Recording;
  readonly decoder: TextDecoder;
  /** Grows by each piece, so that one that must be read first does not fall behind the next. */
  order: Promise<void>;
}

interface Socket {
  readonly url: string;
  readonly joiner: StreamJoiner;
  order: Promise<void>;
}

/**
 * Makes recordings of what the tap tells, in the extension's own world: page code can neither see nor change what is
 * done here. What it tells is believed no more than the page itself, and within bounds.
 */
export class Listener {
  readonly #recorder: Recorder;
  readonly #heard = new Map<number, Heard>();
  readonly #sockets = new Map<number, Socket>();
  readonly #socketRoute: SocketRoute | null;
  readonly #replies: SocketReplies | null;
  #minute = 0;
  #begunThen = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#socketRoute = recorder.site.socket;
    this.#replies = this.#socketRoute === null ? null : new SocketReplies(recorder, this.#socketRoute);
  }

  take(message: FromTap): void {
    quietly(this.#recorder.onFault, () => this.#take(message));
  }

  #take(message: FromTap): void {
    if (message.kind === 'asked') {
      this.#begin(message);
      return;
    }
    if (message.kind === 'fault') {
      this.#recorder.onFault(message.fault);
      return;
    }
    if (message.kind === 'opened' || message.kind === 'frame' || message.kind === 'closed') {
      this.#socket(message);
      return;
    }
    const heard = this.#heard.get(message.number);
    if (heard === undefined) return;
    const { recording } = heard;
    switch (message.kind) {
      case 'sent':
        this.#recorder.takeRequest(recording, bodyOf(message.body));
        break;
      case 'answered':
        recording.setResponse(message.status, message.contentType);
        break;
      case 'bytes':
        recording.add(heard.decoder.decode(message.bytes, { stream: true }));
        break;
      case 'text':
        recording.add(message.text);
        break;
      case 'whole':
        this.#inOrder(heard, async () => recording.set(await textOf(message.value)));
        break;
      case 'over':
        this.#heard.delete(message.number);
        this.#inOrder(heard, () => {
          recording.add(heard.decoder.decode());
          this.#recorder.finish(recording, message.ending);
        });
        break;
    }
  }

  #begin({ number, transport, method, url, pageUrl }: Extract<FromTap, { kind: 'asked' }>): void {
    if (!this.#mayBegin()) {
      this.#recorder.onFault('too many requests at once');
      return;
    }
    const recording = this.#recorder.begin(transport, method, url, pageUrl);
    if (recording === null) return;
    this.#heard.set(number, { recording, decoder: new TextDecoder(), order: Promise.resolve() });
  }

  #mayBegin(): boolean {
    const minute = Math.floor(this.#recorder.page.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#begunThen = 0;
    }
    return ++this.#begunThen <= MOST_A_MINUTE && this.#heard.size < MOST_RUNNING;
  }

  #socket(message: Extract<FromTap, { kind: 'opened' | 'frame' | 'closed' }>): void {
    const route = this.#socketRoute;
    const replies = this.#replies;
    if (route === null || replies === null) return;
    if (message.kind === 'opened') {
      if (!route.address.test(message.url) || this.#sockets.size >= MOST_RUNNING) return;
      this.#sockets.set(message.number, { url: message.url, joiner: route.joiner(), order: Promise.resolve() });
      return;
    }
    const socket = this.#sockets.get(message.number);
    if (socket === undefined) return;
    if (message.kind === 'closed') {
      this.#sockets.delete(message.number);
      this.#inOrder(socket, () => replies.close(socket.url));
      return;
    }
    this.#inOrder(socket, async () => {
      const text = await textOf(message.data);
      socket.joiner.accept(text).forEach((piece) => replies.take(socket.url, piece));
    });
  }

  #inOrder(line: { order: Promise<void> }, action: () => Promise<void> | void): void {
    line.order = line.order.then(action);
    const { order } = line;
    line.order = order.catch(() => undefined);
    quietlyAsync(this.#recorder.onFault, () => order);
  }
}

function bodyOf(sent: SentBody): RequestBody | Promise<RequestBody> {
  switch (sent.kind) {
    case 'none':
      return NO_BODY;
    case 'unreadable':
      return UNREADABLE;
    case 'text':
      return { text: sent.text, readable: true };
    case 'blob':
      return readBody(sent.blob);
    case 'bytes':
      return readBody(sent.bytes);
  }
}

async function textOf(value: unknown): Promise<string> {
  if (typeof value === 'string') return value;
  if (value instanceof Blob) return value.text();
  if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
}
