package everthread.ingest;

import everthread.capture.CaptureStore.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Those who wait for how the reading of captures ends. Thread-safe. */
final class Watches {
  /** More at once would wait for each other instead of being read. */
  private static final int MANY = 16;

  private final Map<UUID, CompletableFuture<Optional<Outcome>>> awaited = new ConcurrentHashMap<>();

  /** True when so many wait already that a further one had better not. */
  boolean areMany() {
    return awaited.size() >= MANY;
  }

  /**
   * Watches the reading of these captures. Register before they are committed, or one that is read
   * in between would never be seen.
   */
  Watch watch(List<UUID> captures) {
    return new Watch(captures);
  }

  void ended(Map<UUID, Outcome> outcomes) {
    if (!awaited.isEmpty()) outcomes.forEach((id, outcome) -> tell(id, Optional.of(outcome)));
  }

  void gaveUp(UUID capture) {
    tell(capture, Optional.empty());
  }

  private void tell(UUID capture, Optional<Outcome> outcome) {
    var waiting = awaited.remove(capture);
    if (waiting != null) waiting.complete(outcome);
  }

  /** A look at some captures. Must be closed. */
  final class Watch implements AutoCloseable {
    private final Map<UUID, CompletableFuture<Optional<Outcome>>> readings = new HashMap<>();

    private Watch(List<UUID> captures) {
      for (var id : captures) {
        readings.put(id, awaited.computeIfAbsent(id, key -> new CompletableFuture<>()));
      }
    }

    /** Waits until all are read, but not longer than the limit; what is known by then. */
    Map<UUID, Outcome> await(Duration limit) {
      try {
        CompletableFuture.allOf(readings.values().toArray(CompletableFuture<?>[]::new))
            .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException tooLate) {
        // What is known by now is told; the rest the client learns another way.
        return known();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return known();
    }

    private Map<UUID, Outcome> known() {
      var known = new HashMap<UUID, Outcome>();
      readings.forEach(
          (id, reading) ->
              reading.getNow(Optional.empty()).ifPresent(outcome -> known.put(id, outcome)));
      return known;
    }

    @Override
    public void close() {
      readings.forEach(awaited::remove);
    }
  }
}
