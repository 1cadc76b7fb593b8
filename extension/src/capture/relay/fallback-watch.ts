/** One look at the page. */
export interface Look {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The conversation that the address shows; null when it shows none, or none that may be captured. */
  readonly conversation: string | null;
  /** True while a reply is being written, on the page or on the wire. */
  readonly isBusy: boolean;
  /** Changes when a turn is added or grows; null when the page has no turns. */
  readonly turns: string | null;
}

/** How long, in milliseconds, turns must stand still before they count as finished. */
const SETTLED = 2500;
/** How long a chat page may show no turns before that is drift. */
const EMPTY = 10_000;

/**
 * Says when the page itself must be read: a turn is finished, and neither a stream nor a snapshot of its conversation
 * came by. Each state of the page is read at most once. Scrolling a long chat, whose turns come and go, is no new turn.
 */
export class FallbackWatch {
  #conversation: string | null = null;
  #turns: string | null = null;
  #since = 0;
  #done: string | null = null;
  #wasCaptured = false;
  #capturedSince = false;
  #generatedSince = false;
  /** A conversation of which something whole came by before a look saw it on the page. */
  #early: string | null = null;

  /** A whole stream or snapshot of this conversation came by. */
  captured(conversation: string | null): void {
    if (conversation === null) return;
    if (conversation !== this.#conversation) {
      this.#early = conversation;
      return;
    }
    this.#wasCaptured = true;
    this.#capturedSince = true;
  }

  look(look: Look): 'wait' | 'read' | 'drift' {
    if (look.conversation !== this.#conversation) this.#begin(look);
    if (look.turns !== this.#turns) {
      this.#turns = look.turns;
      this.#since = look.now;
    }
    if (look.isBusy) this.#generatedSince = true;
    if (look.conversation === null || look.isBusy) return 'wait';
    if (look.turns === null) return this.#isEmptyTooLong(look) ? 'drift' : 'wait';
    return look.now - this.#since < SETTLED ? 'wait' : this.#settled(look.turns);
  }

  #begin(look: Look): void {
    this.#conversation = look.conversation;
    this.#turns = look.turns;
    this.#since = look.now;
    this.#done = null;
    const cameEarly = look.conversation !== null && look.conversation === this.#early;
    this.#early = null;
    this.#wasCaptured = cameEarly;
    this.#capturedSince = cameEarly;
    this.#generatedSince = false;
  }

  #isEmptyTooLong(look: Look): boolean {
    return !this.#wasCaptured && look.now - this.#since >= EMPTY;
  }

  #settled(turns: string): 'wait' | 'read' {
    const isNew = turns !== this.#done && (this.#generatedSince || !this.#wasCaptured);
    const read = isNew && !this.#capturedSince;
    if (isNew || this.#capturedSince) this.#done = turns;
    this.#capturedSince = false;
    this.#generatedSince = false;
    return read ? 'read' : 'wait';
  }
}
