import type { CaptureReply, ToWorker } from '../../messages';
import type { Capture } from '../capture';

/** The way to the worker. */
export interface WorkerLine {
  /** Rejects when the worker is not there; it may be there again a moment later. */
  send(message: ToWorker): Promise<unknown>;
  /** False once this page's part of the extension was replaced: then nobody listens any more. */
  isAlive(): boolean;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

const SHORTEST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/**
 * Brings a message to the worker and its answer back. A worker that is starting, stopping or full is tried again, with
 * longer and longer pauses, for as long as the page and the extension live. Resolves to null when they no longer do.
 */
export async function deliver<R>(
  line: WorkerLine,
  message: ToWorker,
  answer: (value: unknown) => R | null,
): Promise<R | null> {
  for (let pause = SHORTEST_PAUSE; line.isAlive(); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const reply = answer(await line.send(message).catch(() => undefined));
    if (reply !== null) return reply;
    await line.pause(pause);
  }
  return null;
}

/** Brings a capture to the worker and holds it until the worker has stored or refused it. */
export function deliverCapture(line: WorkerLine, capture: Capture): Promise<CaptureReply | null> {
  return deliver(line, { kind: 'capture', capture }, finalReply);
}

/** A worker without room for it may have room later; everything else is the worker's last word. */
function finalReply(value: unknown): CaptureReply | null {
  if (typeof value !== 'object' || value === null || !('stored' in value)) return null;
  const reply = value as CaptureReply;
  return !reply.stored && reply.why === 'full' ? null : reply;
}
