package everthread.store.pg;

import everthread.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody can use any more: expired codes and sessions, and keys that were revoked or
 * ran out long ago. Row security shows it nothing else.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofMinutes(30);

  private static final String CODES = "DELETE FROM one_time_code WHERE expires_at < now()";
  private static final String SESSIONS = "DELETE FROM web_session WHERE expires_at < now()";

  /** Shown in the list for a while, so that it can say so. */
  private static final String KEYS =
      """
      DELETE FROM access_key WHERE revoked_at < now() - interval '90 days'
        OR expires_at < now() - interval '90 days'
      """;

  private static final String GRANTS = "DELETE FROM oauth_grant WHERE expires_at < now()";

  /** Nobody let it in within a day, or none that did for longer than a grant lasts. */
  private static final String CLIENTS =
      """
      DELETE FROM oauth_client WHERE person_id IS NULL
        AND coalesce(used_at + interval '180 days', registered_at + interval '1 day') < now()
      """;

  private final Database database;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("housekeeping").unstarted(this::work);

  public Housekeeping(Database database) {
    this.database = database;
  }

  public void start() {
    thread.start();
  }

  /** Does it once; how many rows went. */
  int tidy() {
    return database.asWorker(
        transaction ->
            transaction.change(CODES)
                + transaction.change(SESSIONS)
                + transaction.change(KEYS)
                + transaction.change(GRANTS)
                + transaction.change(CLIENTS));
  }

  private void work() {
    try {
      do {
        tidyIfPossible();
      } while (!closing.await(INTERVAL.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tidyIfPossible() {
    try {
      int gone = tidy();
      if (gone > 0) LOG.info("removed {} expired codes, sessions and keys", gone);
    } catch (ProblemException databaseAway) {
      LOG.info("housekeeping waits: {}", databaseAway.problem().code());
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
  }
}
