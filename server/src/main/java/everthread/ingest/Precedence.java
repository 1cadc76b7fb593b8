package everthread.ingest;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets a commit, which somebody waits for, go before reading and indexing, which nobody does: while
 * many captures are being committed, those who read and index rest longer after each round. They
 * never stop altogether, and after half a minute they take their full share again. Thread-safe.
 */
public final class Precedence {
  /** Several full posts at once; a person's chats, and a steady stream of them, stay far below. */
  private static final int MANY = 200;

  /** Between two posts of a burst nothing is being committed; that is not its end. */
  private static final long STILL = Duration.ofMillis(50).toNanos();

  /** So many times as long as it worked, one rests. */
  private static final int TIMES = 12;

  private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_BURST = Duration.ofSeconds(30).toNanos();
  private static final long LOOK = Duration.ofMillis(10).toNanos();

  private final LongSupplier nanoTime;
  private final LongConsumer sleep;
  private int committing;
  private boolean bursting;
  private long burstBegan;
  private long lastMany;

  public Precedence() {
    this(System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * @param sleep for so many nanoseconds
   */
  Precedence(LongSupplier nanoTime, LongConsumer sleep) {
    this.nanoTime = nanoTime;
    this.sleep = sleep;
  }

  /** Commits so many captures, and has others give way meanwhile if they are many. */
  <T> T committing(int captures, Supplier<T> commit) {
    count(captures);
    try {
      return commit.get();
    } finally {
      count(-captures);
    }
  }

  private synchronized void count(int captures) {
    isBurst();
    committing += captures;
    isBurst();
  }

  /** Whether there is a burst now. Notes its beginning and its end. */
  private synchronized boolean isBurst() {
    long now = nanoTime.getAsLong();
    if (committing >= MANY) {
      if (!bursting) burstBegan = now;
      bursting = true;
      lastMany = now;
    } else if (now - lastMany > STILL) {
      bursting = false;
    }
    return bursting;
  }

  private synchronized boolean isToGiveWay() {
    return isBurst() && nanoTime.getAsLong() - burstBegan < LONGEST_BURST;
  }

  /** Rests after a round of work; not at all without a burst, and no longer than it lasts. */
  void giveWay(Duration worked) {
    long rest = Math.min(worked.toNanos() * TIMES, LONGEST_REST);
    long end = nanoTime.getAsLong() + rest;
    while (isToGiveWay()) {
      long left = end - nanoTime.getAsLong();
      if (left <= 0) return;
      sleep.accept(Math.min(left, LOOK));
    }
  }
}
