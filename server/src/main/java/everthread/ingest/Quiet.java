package everthread.ingest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Tells work that is in no hurry when nobody else needs the processor: no request is being
 * answered, nothing is being read, and a moment has passed since. Thread-safe.
 */
public final class Quiet {
  /** Requests of one client follow each other closer than this. */
  private static final Duration CALM = Duration.ofMillis(80);

  private static final Duration LOOK = Duration.ofMillis(10);

  private final BooleanSupplier working;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong lastNoise = new AtomicLong(System.nanoTime() - CALM.toNanos());

  /**
   * @param working whether other work of the server's own goes on
   */
  public Quiet(BooleanSupplier working) {
    this.working = working;
  }

  /** A request begins. */
  public void entered() {
    requests.incrementAndGet();
  }

  /** A request ended. */
  public void left() {
    requests.decrementAndGet();
    lastNoise.set(System.nanoTime());
  }

  /**
   * Waits until it is quiet.
   *
   * @param patience how long at most
   * @return whether it is; if not, do little
   */
  boolean await(Duration patience) throws InterruptedException {
    long begun = System.nanoTime();
    while (!isQuiet()) {
      if (System.nanoTime() - begun >= patience.toNanos()) return false;
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private boolean isQuiet() {
    if (requests.get() > 0) return false;
    if (working.getAsBoolean()) {
      lastNoise.set(System.nanoTime());
      return false;
    }
    return System.nanoTime() - lastNoise.get() >= CALM.toNanos();
  }
}
