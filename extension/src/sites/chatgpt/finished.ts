import { isObject, objectAt, type JsonObject } from '../json';

/**
 * True when the stream said that the turn is over. `[DONE]` does not say so: it also ends a stream that is handed over
 * to a WebSocket. What does is `message_stream_complete`, or a message that ends the turn.
 */
export function isFinished(frames: readonly unknown[]): boolean {
  return frames.some((frame) => isObject(frame) && saysFinished(frame));
}

function saysFinished(frame: JsonObject): boolean {
  if (frame['type'] === 'message_stream_complete') return true;
  const message = objectAt(frame, 'message') ?? objectAt(objectAt(frame, 'v'), 'message');
  if (message !== null) return endsTurn(message);
  return patches(frame).some((patch) => patch['p'] === '/message/end_turn' && patch['v'] === true);
}

/** Older builds send the whole message in each frame. */
function endsTurn(message: JsonObject): boolean {
  const role = objectAt(message, 'author')?.['role'];
  return message['end_turn'] === true && message['status'] === 'finished_successfully' && role === 'assistant';
}

/** A delta frame is one patch, or a list of them under `v`. */
function patches(frame: JsonObject): readonly JsonObject[] {
  return Array.isArray(frame['v']) ? frame['v'].filter(isObject) : [frame];
}
