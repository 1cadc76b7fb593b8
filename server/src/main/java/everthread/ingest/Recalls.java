package everthread.ingest;

import everthread.context.Context;
import everthread.memory.RecallStore;
import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts which memories are handed out to assistants and programs. A search only counts in memory;
 * now and then the counts are kept. What is counted when the server is killed is lost, nothing
 * else. Thread-safe.
 */
public final class Recalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recalls.class);
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  /** While the database is away no more than so many memories are remembered. */
  private static final int MOST = 50_000;

  private final RecallStore store;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("recalls").unstarted(this::work);
  private Map<SpaceId, Map<UUID, Long>> counts = new HashMap<>();
  private int counted;

  public Recalls(RecallStore store) {
    this.store = store;
  }

  public void start() {
    thread.start();
  }

  void handedOut(SpaceId space, Hits hits) {
    for (var hit : hits.hits()) if (hit.kind() == Hit.Kind.MEMORY) count(space, hit.id());
  }

  public void handedOut(SpaceId space, Context context) {
    for (var cited : context.citations()) {
      if (cited.kind() == Hit.Kind.MEMORY) count(space, cited.id());
    }
  }

  private synchronized void count(SpaceId space, UUID memory) {
    if (counted >= MOST) return;
    var ofSpace = counts.computeIfAbsent(space, it -> new HashMap<>());
    if (ofSpace.merge(memory, 1L, Long::sum) == 1L) counted++;
  }

  private synchronized Map<SpaceId, Map<UUID, Long>> taken() {
    var taken = counts;
    counts = new HashMap<>();
    counted = 0;
    return taken;
  }

  /** Keeps what was counted; what cannot be kept is let go, it is only a count. */
  void keep() {
    taken()
        .forEach(
            (space, times) -> {
              try {
                store.recalled(space, times);
              } catch (ProblemException databaseAway) {
                LOG.info("counts of recalls are lost: {}", databaseAway.problem().code());
              } catch (RuntimeException bug) {
                LOG.error("counts of recalls could not be kept", Bare.of(bug));
              }
            });
  }

  private void work() {
    try {
      while (!closing.await(INTERVAL.toSeconds(), TimeUnit.SECONDS)) keep();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    keep();
  }
}
