package everthread.extract.llm;

/** What asking the model came to. */
sealed interface Reply {
  /**
   * @param content what the model wrote @param tokens used for it, both ways
   */
  record Told(String content, long tokens) implements Reply {}

  /**
   * @param kind such as {@code http_429} or {@code timeout}; never words of a message
   */
  record Failed(String kind) implements Reply {}
}
