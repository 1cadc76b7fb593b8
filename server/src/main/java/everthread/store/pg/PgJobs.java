package everthread.store.pg;

import everthread.ingest.Job;
import everthread.ingest.JobQueue;
import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The job queue on Postgres. Thread-safe; several servers may share it. */
public final class PgJobs implements JobQueue {
  /** $1 limit, $2 lease in milliseconds, $3 who takes them. */
  private static final String LEASE =
      """
      UPDATE job SET leased_until = now() + $2 * interval '1 millisecond', attempts = attempts + 1,
        leased_by = $3
      WHERE (space_id, id) IN (
        SELECT space_id, id FROM job
        WHERE NOT dead AND run_at <= now() AND (leased_until IS NULL OR leased_until < now())
        ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED)
      RETURNING space_id, id, kind, subject_id, message_ids, attempts - 1 AS attempts
      """;

  /** $1 space, $2 id. */
  private static final String DONE = "DELETE FROM job WHERE space_id = $1 AND id = $2";

  /** $1 who held them. */
  private static final String RELEASE_OWN =
      """
      UPDATE job SET leased_until = NULL
      WHERE leased_by = $1 AND leased_until IS NOT NULL AND NOT dead
      """;

  /** $1 space, $2 id, $3 why, $4 pause in milliseconds. */
  private static final String RETRY =
      """
      UPDATE job SET leased_until = NULL, last_error = $3,
        run_at = now() + $4 * interval '1 millisecond'
      WHERE space_id = $1 AND id = $2
      """;

  /** $1 space, $2 id, $3 why. */
  private static final String BURY =
      """
      UPDATE job SET dead = true, leased_until = NULL, last_error = $3
      WHERE space_id = $1 AND id = $2
      """;

  /** $1 space. */
  private static final String DEAD =
      "SELECT count(*) AS dead FROM job WHERE space_id = $1 AND dead";

  /** $1 space. */
  private static final String REPLAY =
      "UPDATE job SET dead = false, attempts = 0, run_at = now() WHERE space_id = $1 AND dead";

  /** $1 space, $2 job, $3 conversation, $4 messages. */
  private static final String EXTRACT =
      """
      INSERT INTO job (space_id, id, kind, subject_id, message_ids)
      VALUES ($1, $2, 'EXTRACT', $3, $4)
      """;

  private final Database database;
  private final UUID holder;

  /**
   * @param holder under which name to hold jobs; no two servers that run at the same time have one
   */
  public PgJobs(Database database, UUID holder) {
    this.database = database;
    this.holder = holder;
  }

  /**
   * Writes, within the transaction that saves them, that facts are to be looked for in messages.
   */
  static void extractLater(
      Transaction transaction, SpaceId space, UUID conversationId, List<UUID> messages) {
    if (messages.isEmpty()) return;
    transaction.run(
        EXTRACT, space.value(), Ids.next(), conversationId, messages.toArray(UUID[]::new));
  }

  @Override
  public List<Job> lease(int limit, Duration lease) {
    return database.asWorker(
        transaction -> transaction.list(PgJobs::job, LEASE, limit, lease.toMillis(), holder));
  }

  private static Job job(Row row) {
    return new Job(
        new SpaceId(row.getUUID("space_id")),
        row.getUUID("id"),
        Job.Kind.valueOf(row.getString("kind")),
        row.getUUID("subject_id"),
        List.of(row.getArrayOfUUIDs("message_ids")),
        row.getInteger("attempts"));
  }

  @Override
  public void done(Job job) {
    database.asWorker(transaction -> transaction.change(DONE, job.space().value(), job.id()));
  }

  /** Gives back what a predecessor of this name held. Call before anything is leased. */
  public void releaseOwn() {
    database.asWorker(transaction -> transaction.change(RELEASE_OWN, holder));
  }

  @Override
  public void retry(Job job, String why, Duration pause) {
    database.asWorker(
        transaction ->
            transaction.change(RETRY, job.space().value(), job.id(), why, pause.toMillis()));
  }

  @Override
  public void bury(Job job, String why) {
    database.asWorker(transaction -> transaction.change(BURY, job.space().value(), job.id(), why));
  }

  @Override
  public long dead(SpaceId space) {
    return database.inSpace(
        space,
        transaction ->
            transaction.first(row -> row.getLong("dead"), DEAD, space.value()).orElse(0L));
  }

  @Override
  public long replay(SpaceId space) {
    return database.inSpace(space, transaction -> (long) transaction.change(REPLAY, space.value()));
  }
}
