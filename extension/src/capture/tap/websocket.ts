import { construct, event, getter } from './natives';
import type { Watched } from './watched';

/** Listens to the site's WebSockets; the constructor still looks native and makes the browser's own sockets. */
export function tapWebSocket(scope: { WebSocket: typeof WebSocket }, watched: Watched): void {
  const native = scope.WebSocket;
  const urlOf = getter<string>(native.prototype, 'url');
  const proxy = new Proxy(native, {
    __proto__: null,
    construct(target: typeof WebSocket, values: unknown[], newTarget: NewableFunction) {
      const socket = construct(target, values, newTarget) as WebSocket;
      watched.quietly(() => follow(socket, watched.beginSocket(urlOf(socket)), watched));
      return socket;
    },
  } as ProxyHandler<typeof WebSocket>);
  native.prototype.constructor = proxy;
  scope.WebSocket = proxy;
}

function follow(socket: WebSocket, number: number, watched: Watched): void {
  if (number === 0) return;
  event.listen(socket, 'message', (message: unknown) =>
    watched.quietly(() => watched.send({ kind: 'frame', number, data: event.data(message) })),
  );
  event.listen(socket, 'close', () => watched.quietly(() => watched.send({ kind: 'closed', number })));
}
