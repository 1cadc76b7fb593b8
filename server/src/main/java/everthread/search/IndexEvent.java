package everthread.search;

/** What befell an index. */
public enum IndexEvent {
  /** What was applied is durable. */
  COMMITTED,
  /** A new one was built from the store and has taken the old one's place. */
  BUILT,
  /** Its files, or its writer, failed; it is opened again or built anew. */
  DAMAGED
}
