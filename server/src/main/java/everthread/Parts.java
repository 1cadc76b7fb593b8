package everthread;

import everthread.problem.Bare;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, and is stopped in the opposite order. Used by one thread. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<Stop> stops = new ArrayDeque<>();

  /** How one part is stopped; what goes wrong is a bug and is logged. */
  @FunctionalInterface
  interface Stop {
    void now();
  }

  /** Has it stopped before everything that was added before. */
  void add(Stop stop) {
    stops.push(stop);
  }

  /** As {@link #add(Stop)}; returns the part that was started. */
  <T> T add(T part, Stop stop) {
    stops.push(stop);
    return part;
  }

  /** Stops every part, whatever becomes of the others. May be called again. */
  @Override
  public void close() {
    if (stops.isEmpty()) return;
    try {
      stops.pop().now();
    } catch (RuntimeException failure) {
      LOG.error("stopping", Bare.of(failure));
    } finally {
      // Also after what is no RuntimeException: Vert.x throws whatever a future failed with.
      close();
    }
  }
}
