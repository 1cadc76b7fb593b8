package everthread.extract.llm;

import java.time.Duration;

/** Waits between two tries. */
interface Pause {
  /** Longer than this nobody waits; the message is looked at later instead. */
  Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Waits before the next try.
   *
   * @param attempt that failed, from 1
   * @param asked by the server, zero when it did not say
   * @return false when it would take too long, or the thread is to stop
   */
  boolean before(int attempt, Duration asked);

  /** One second, then three, or what the server asks for. */
  static boolean sleep(int attempt, Duration asked) {
    var wait = asked.isZero() ? Duration.ofSeconds(attempt * 2L - 1) : asked;
    if (wait.compareTo(LONGEST) > 0) return false;
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
