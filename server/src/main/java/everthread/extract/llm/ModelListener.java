package everthread.extract.llm;

import java.time.Duration;

/** Is told of every question to the model. Must not block. */
public interface ModelListener {
  /** How a question ended. */
  enum End {
    ANSWERED,
    UNREADABLE,
    FAILED,
    /** Not asked: the day's tokens are used up. */
    OVER_BUDGET
  }

  /**
   * @param kind of failure, empty when it was answered; never words of a message
   * @param tokens used, both ways
   */
  void ended(End end, String kind, long tokens, Duration took);
}
