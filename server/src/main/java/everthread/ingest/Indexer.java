package everthread.ingest;

import everthread.feed.ChangeFeed;
import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the search index close behind the change feed, so that a search finds little left to catch
 * up with. After each round it rests as long as the round took: under a steady load changes gather,
 * which costs far less than following each, and others get the processor. Losing a hint costs
 * nothing: a search catches up by itself.
 */
public final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final Duration SHORTEST_REST = Duration.ofMillis(200);
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  /** What no hint told of waits this long at most, if no search comes before. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final ChangeFeed feed;
  private final SearchIndex index;
  private final Precedence precedence;
  private final BlockingQueue<SpaceId> waiting = new LinkedBlockingQueue<>();
  private final java.util.Set<SpaceId> queued = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofVirtual().name("indexer").unstarted(this::work);
  private final Duration round;
  private long lookedAround;
  private volatile boolean closing;

  public Indexer(ChangeFeed feed, SearchIndex index, Precedence precedence) {
    this(feed, index, precedence, ROUND);
  }

  Indexer(ChangeFeed feed, SearchIndex index, Precedence precedence, Duration round) {
    this.feed = feed;
    this.index = index;
    this.precedence = precedence;
    this.round = round;
    this.lookedAround = System.nanoTime() - round.toNanos() - 1;
  }

  /** Begins with whatever was left undone by an earlier run. */
  public void start() {
    thread.start();
  }

  /** Says that a space's feed has grown. */
  public void changed(SpaceId space) {
    if (queued.add(space)) waiting.add(space);
  }

  /** Whether its thread runs. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  private void work() {
    while (!closing) {
      try {
        var space = waiting.poll(1, TimeUnit.SECONDS);
        if (System.nanoTime() - lookedAround > round.toNanos()) lookAround();
        if (space == null) continue;
        long begun = System.nanoTime();
        follow(space);
        for (var next = waiting.poll(); next != null && !closing; next = waiting.poll()) {
          follow(next);
        }
        rest(System.nanoTime() - begun);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** A commit whose answer was lost gave no hint: now and then every space is looked at. */
  private void lookAround() {
    lookedAround = System.nanoTime();
    try {
      feed.spaces().forEach(this::changed);
    } catch (ProblemException databaseAway) {
      LOG.info("the index waits: {}", databaseAway.problem().code());
    }
  }

  private void follow(SpaceId space) {
    queued.remove(space);
    try {
      index.catchUp(space);
    } catch (ProblemException databaseAway) {
      LOG.info("the index waits: {}", databaseAway.problem().code());
    } catch (RuntimeException bug) {
      LOG.error("indexing failed; the next search tries again", Bare.of(bug));
    }
  }

  private void rest(long took) throws InterruptedException {
    precedence.giveWay(Duration.ofNanos(took));
    long nanos = Math.clamp(took, SHORTEST_REST.toNanos(), LONGEST_REST.toNanos());
    if (!closing) TimeUnit.NANOSECONDS.sleep(nanos);
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
