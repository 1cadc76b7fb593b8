package everthread.store.pg;

import everthread.problem.Bare;
import everthread.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what erasures leave behind in Postgres: dead rows, and values in the planner's
 * statistics. Postgres would do so itself only once a fifth of a table has changed. Erasures that
 * come together are swept up together. Thread-safe.
 */
public final class Sweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** Every table with content. Pages in which nothing is dead are skipped, so this is quick. */
  static final String CLEAR =
      "VACUUM (ANALYZE, SKIP_LOCKED) conversation, message, capture, memory, memory_version,"
          + " memory_evidence, memory_slot, memory_recall, message_figure, message_mark, job,"
          + " message_vector, memory_vector, embedding_work";

  private final Database database;
  private final Duration pause;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("sweep").unstarted(this::work);
  private volatile boolean closing;

  /**
   * @param pause how long after an erasure it is swept up, with all that came meanwhile
   */
  public Sweep(Database database, Duration pause) {
    this.database = database;
    this.pause = pause;
    database.onErased(wanted::release);
    thread.start();
  }

  private void work() {
    try {
      while (!closing) {
        if (!wanted.tryAcquire(1, TimeUnit.HOURS)) continue;
        Thread.sleep(pause);
        var unused = wanted.drainPermits();
        now();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sweeps up without waiting. */
  public void now() {
    try {
      database.maintain(CLEAR);
    } catch (ProblemException away) {
      LOG.info("erased rows are swept up later: {}", away.problem().code());
      wanted.release();
    } catch (io.vertx.pgclient.PgException refused) {
      LOG.warn("erased rows are left to Postgres: {}", Bare.name(refused));
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
