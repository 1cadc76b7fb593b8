package everthread.oauth;

/** The authorization server that signs people in elsewhere. Thread-safe; never blocks. */
public interface ExternalIssuer {
  /** How it stands. */
  sealed interface State {}

  /** Its keys are known, and tokens can be checked. */
  record Known() implements State {}

  /** Nothing was heard yet: the server has only just started. */
  record Awaited() implements State {}

  /**
   * It could not be asked the last time.
   *
   * @param why in words, one sentence
   * @param serving whether tokens are still checked, with the keys that were known before
   */
  record Away(String why, boolean serving) implements State {}

  IssuerSettings settings();

  State state();
}
