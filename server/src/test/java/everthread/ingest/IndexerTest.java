package everthread.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.feed.Change;
import everthread.feed.ChangeFeed;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexerTest {
  private static final SpaceId SPACE = new SpaceId(new UUID(0, 1));

  @Test
  void what_the_index_missed_while_the_database_was_away_is_caught_up_with_nobody_asking()
      throws InterruptedException {
    var index = new FlakyIndex(2);

    try (var indexer = new Indexer(new OneSpace(), index, new Precedence(), Duration.ofMillis(1))) {
      indexer.start();
      indexer.changed(SPACE);
      index.caughtUp.acquire();
    }

    assertThat(index.calls.get()).isGreaterThan(2);
  }

  /** Fails as it does while the database is away, some times. */
  private static final class FlakyIndex implements SearchIndex {
    final AtomicInteger calls = new AtomicInteger();
    final Semaphore caughtUp = new Semaphore(0);
    private final int failures;

    FlakyIndex(int failures) {
      this.failures = failures;
    }

    @Override
    public void catchUp(SpaceId space) {
      if (calls.incrementAndGet() <= failures) {
        throw new ProblemException(new Problem.Unavailable("away"));
      }
      caughtUp.release();
    }

    @Override
    public Hits search(SpaceId space, Query query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long pending(SpaceId space) {
      return 0;
    }

    @Override
    public void rebuild(SpaceId space) {}

    @Override
    public void drop(SpaceId space) {}
  }

  /** A feed of one space that never grows. */
  private static final class OneSpace implements ChangeFeed {
    @Override
    public long position(SpaceId space) {
      return 1;
    }

    @Override
    public List<Change> after(SpaceId space, long position, int limit) {
      return List.of();
    }

    @Override
    public List<SpaceId> spaces() {
      return List.of(SPACE);
    }
  }
}
