/** What one frame adds to a reply that comes in pieces over a socket. */
export interface StreamPiece {
  /** Tells replies on the same socket apart. */
  readonly topic: string;
  /** The conversation that the frame names; null when it names none. */
  readonly conversation: string | null;
  /** Server-sent events text, to be put behind what came before. */
  readonly text: string;
}

/** Puts the frames of one socket in order. Frames that belong to something else, or came before, give nothing. */
export interface StreamJoiner {
  accept(frame: string): readonly StreamPiece[];
}
