import type { SocketRoute } from '../../sites/site';
import type { StreamPiece } from '../../sites/stream-joiner';

import type { Recorder } from './recorder';
import type { Recording } from './recording';

/** How long, in milliseconds, a reply may be silent before what is there is sent; it goes on being joined. */
const SILENCE = 60_000;

/** Records the replies that come over sockets, one recording a topic. */
export class SocketReplies {
  readonly #recorder: Recorder;
  readonly #route: SocketRoute;
  /** Null once a reply is over: a new subscription may bring it again. */
  readonly #recordings = new Map<string, Recording | null>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(recorder: Recorder, route: SocketRoute) {
    this.#recorder = recorder;
    this.#route = route;
  }

  /** Takes a piece; the reply ends when the site says so in it. */
  take(socketUrl: string, piece: StreamPiece): void {
    const recording = this.#recordingOf(socketUrl, piece.topic);
    if (recording === null) return;
    recording.name(piece.conversation);
    recording.add(piece.text);
    if (this.#recorder.site.isComplete({ ...recording.exchange(), body: piece.text })) this.#end(piece.topic);
    else this.#wait(piece.topic);
  }

  /** The socket closed: what it had begun is sent as far as it came. A new socket begins anew. */
  close(socketUrl: string): void {
    for (const [topic, recording] of this.#recordings) {
      if (recording?.asked.url !== socketUrl) continue;
      this.#stopWaiting(topic);
      this.#recorder.finish(recording, 'cut');
      this.#recordings.delete(topic);
    }
  }

  #recordingOf(socketUrl: string, topic: string): Recording | null {
    const known = this.#recordings.get(topic);
    if (known !== undefined) return known;
    const { site } = this.#recorder;
    const asked = { site, route: this.#route.route, transport: 'websocket', method: 'GET', url: socketUrl } as const;
    const recording = this.#recorder.open(asked);
    recording.setResponse(101, 'text/event-stream');
    recording.setRequest({ text: null, readable: true });
    this.#recordings.set(topic, recording);
    return recording;
  }

  #end(topic: string): void {
    this.#stopWaiting(topic);
    const recording = this.#recordings.get(topic) ?? null;
    if (recording === null) return;
    this.#continue(topic, recording);
    this.#recorder.finish(recording, 'finished');
    this.#recordings.set(topic, null);
  }

  /** The request is looked up late: the socket may be faster than the request that hands over to it. */
  #continue(topic: string, recording: Recording): void {
    const earlier = this.#recorder.handedOver(topic);
    if (earlier !== null) recording.continueFrom(earlier);
  }

  #wait(topic: string): void {
    this.#stopWaiting(topic);
    const send = (): void => this.#recorder.flush();
    this.#timers.set(topic, setTimeout(send, SILENCE));
  }

  #stopWaiting(topic: string): void {
    clearTimeout(this.#timers.get(topic));
    this.#timers.delete(topic);
  }
}
