import type { SocketRoute } from '../../sites/site';

import { quietly, quietlyAsync } from './quietly';
import type { Recorder } from './recorder';
import type { SocketReplies } from './socket-replies';

/** Listens to the site's WebSockets; the constructor still looks native and makes the browser's own sockets. */
export function tapWebSocket(
  scope: { WebSocket: typeof WebSocket },
  route: SocketRoute,
  recorder: Recorder,
  replies: SocketReplies,
): void {
  const native = scope.WebSocket;
  const proxy = new Proxy(native, {
    construct(target, values: unknown[], newTarget: NewableFunction) {
      const socket = Reflect.construct(target, values, newTarget) as WebSocket;
      quietly(recorder.onFault, () => follow(socket, route, recorder, replies));
      return socket;
    },
  });
  native.prototype.constructor = proxy;
  scope.WebSocket = proxy;
}

function follow(socket: WebSocket, route: SocketRoute, recorder: Recorder, replies: SocketReplies): void {
  if (!route.matches(new URL(socket.url))) return;
  const joiner = route.joiner();
  let order = Promise.resolve();
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    order = order.then(async () => {
      const text = await textOf(data);
      quietly(recorder.onFault, () => joiner.accept(text).forEach((piece) => replies.take(socket.url, piece)));
    });
    quietlyAsync(recorder.onFault, () => order);
  });
  socket.addEventListener('close', () => {
    quietlyAsync(recorder.onFault, async () => {
      await order;
      replies.close(socket.url);
    });
  });
}

async function textOf(data: unknown): Promise<string> {
  if (typeof data === 'string') return data;
  if (data instanceof Blob) return data.text();
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';
}
