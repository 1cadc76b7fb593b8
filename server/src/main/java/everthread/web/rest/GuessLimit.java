package everthread.web.rest;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets only so many wrong guesses pass within a time; a code of 39 bits needs that. Thread-safe.
 */
final class GuessLimit {
  private final int allowed;
  private final Duration within;
  private final Deque<Long> misses = new ArrayDeque<>();

  GuessLimit(int allowed, Duration within) {
    this.allowed = allowed;
    this.within = within;
  }

  /** Throws rate_limited while there were too many wrong guesses. */
  synchronized void check() {
    long now = System.nanoTime();
    while (!misses.isEmpty() && now - misses.getFirst() > within.toNanos()) misses.removeFirst();
    if (misses.size() >= allowed) throw new ProblemException(new Problem.RateLimited(within));
  }

  synchronized void missed() {
    misses.addLast(System.nanoTime());
  }
}
