package everthread.search.lucene;

import everthread.feed.Change;
import everthread.feed.ChangeFeed;
import everthread.search.IndexSource;
import everthread.space.SpaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The building of a space's next generation: one at a time, in the background. Thread-safe. */
final class Building {
  /** How often a first building shows what it has so far. */
  private static final long SHOWN_EVERY = Duration.ofSeconds(10).toNanos();

  private final SpaceId space;
  private final ChangeFeed feed;
  private final IndexSource source;
  private @Nullable Run run;
  private volatile boolean stopped;

  Building(SpaceId space, ChangeFeed feed, IndexSource source) {
    this.space = space;
    this.feed = feed;
    this.source = source;
  }

  /** What builds. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** One building, to wait for. */
  record Run(CompletableFuture<Void> done) {
    /** Waits until it is done, or the deadline (nanoTime) has passed; fails as it failed. */
    void await(long deadline) throws IOException {
      try {
        long left = deadline == Long.MAX_VALUE ? deadline : deadline - System.nanoTime();
        done.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (TimeoutException impatient) {
        // Goes on in the background; the caller takes what is there.
        return;
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof IOException io) throw io;
        if (failed.getCause() instanceof RuntimeException bug) throw bug;
        if (failed.getCause() instanceof Error error) throw error;
        throw new IllegalStateException(failed);
      }
    }
  }

  /** Joins the building that is under way, or begins one. */
  synchronized Run begin(Work work) {
    if (run != null && !run.done().isDone()) return run;
    stopped = false;
    var done = new CompletableFuture<Void>();
    run = new Run(done);
    Thread.ofVirtual()
        .name("index-build-" + space)
        .start(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (IOException | RuntimeException | Error failed) {
                done.completeExceptionally(failed);
              }
            });
    return run;
  }

  synchronized boolean isRunning() {
    return run != null && !run.done().isDone();
  }

  /** Ends the building under way, if any, and waits for its end. */
  void stop() {
    Run last;
    synchronized (this) {
      last = run;
      stopped = true;
    }
    if (last != null) last.done().exceptionally(failed -> null).join();
  }

  void check() {
    if (stopped) throw new CancellationException("the building of an index was stopped");
  }

  /**
   * Puts all that there is into a generation.
   *
   * @return the last change before the walk began, empty when there was none: what came after it
   *     must be applied on top, so that nothing that changed during the walk is missed
   */
  Optional<Change> fill(Generation fresh, boolean shown) throws IOException {
    var last = feed.after(space, feed.position(space) - 1, 1).stream().findFirst();
    var lastShown = new long[] {System.nanoTime()};
    try {
      source.loadAll(
          space,
          batch -> {
            check();
            try {
              fresh.apply(batch);
              if (shown && System.nanoTime() - lastShown[0] > SHOWN_EVERY) {
                fresh.refresh();
                lastShown[0] = System.nanoTime();
              }
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return last;
  }
}
