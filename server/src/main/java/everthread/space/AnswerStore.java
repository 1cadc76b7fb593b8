package everthread.space;

/**
 * Keeps for a day the first answer to a request that names an Idempotency-Key, so that the request
 * sent again has the same answer and no second effect. Knows hashes and sealed bytes only. Blocks:
 * call from virtual threads.
 */
public interface AnswerStore {

  /** What is known of a key when a request with it comes. */
  sealed interface Claim {
    /** Nothing: the request is to be served, then {@link #keep} or {@link #release} called. */
    record Fresh() implements Claim {}

    /** Another request with the same key is being served. */
    record Running() implements Claim {}

    /** The key was used with another request. */
    record Reused() implements Claim {}

    /** The answer of then. */
    record Kept(int status, byte[] sealed) implements Claim {}
  }

  /**
   * Claims a key.
   *
   * @param key SHA-256 of the operation, the caller and the key
   * @param request SHA-256 of the body
   */
  Claim claim(SpaceId space, byte[] key, byte[] request);

  /** Keeps the answer under a claimed key. */
  void keep(SpaceId space, byte[] key, int status, byte[] sealed);

  /** Gives the key free again: the request had no effect. */
  void release(SpaceId space, byte[] key);
}
