package everthread.conversation;

/**
 * How a message became known, worst first: a better source replaces what a worse one said of the
 * same message, never the other way round.
 */
public enum Source {
  /** Read off the page. */
  DOM,
  /** The conversation JSON that the page loaded. */
  SNAPSHOT,
  /** The site's own send-stream. */
  STREAM,
  /** Given whole by a program or an import. */
  API
}
