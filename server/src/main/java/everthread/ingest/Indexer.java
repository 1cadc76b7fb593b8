package everthread.ingest;

import everthread.feed.ChangeFeed;
import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
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

  private final ChangeFeed feed;
  private final SearchIndex index;
  private final BlockingQueue<SpaceId> waiting = new LinkedBlockingQueue<>();
  private final java.util.Set<SpaceId> queued = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofVirtual().name("indexer").unstarted(this::work);
  private volatile boolean closing;

  public Indexer(ChangeFeed feed, SearchIndex index) {
    this.feed = feed;
    this.index = index;
  }

  /** Begins with whatever was left undone by an earlier run. */
  public void start() {
    thread.start();
    Thread.ofVirtual().name("indexer-backlog").start(() -> feed.spaces().forEach(this::changed));
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
        if (space == null) continue;
        queued.remove(space);
        index.catchUp(space);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      } catch (ProblemException databaseAway) {
        LOG.info("the index waits: {}", databaseAway.problem().code());
      } catch (RuntimeException bug) {
        LOG.error("indexing failed; the next search tries again", Bare.of(bug));
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(java.time.Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
