package everthread.ingest;

import everthread.feed.ChangeFeed;
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
 * up with. Losing a hint costs nothing: a search catches up by itself.
 */
public final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /** What no hint told of waits this long at most, if no search comes before. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final ChangeFeed feed;
  private final SearchIndex index;
  private final BlockingQueue<SpaceId> waiting = new LinkedBlockingQueue<>();
  private final java.util.Set<SpaceId> queued = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofVirtual().name("indexer").unstarted(this::work);
  private final Duration round;
  private long lookedAround;
  private volatile boolean closing;

  public Indexer(ChangeFeed feed, SearchIndex index) {
    this(feed, index, ROUND);
  }

  Indexer(ChangeFeed feed, SearchIndex index, Duration round) {
    this.feed = feed;
    this.index = index;
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

  private void work() {
    while (!closing) {
      try {
        var space = waiting.poll(1, TimeUnit.SECONDS);
        if (System.nanoTime() - lookedAround > round.toNanos()) lookAround();
        if (space != null) follow(space);
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
      LOG.error("indexing failed; the next search tries again", bug);
    }
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
