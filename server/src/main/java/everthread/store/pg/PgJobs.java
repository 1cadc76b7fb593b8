package everthread.store.pg;

import everthread.ingest.Job;
import everthread.ingest.JobQueue;
import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The job queue on Postgres. Thread-safe; several servers may share it. */
public final class PgJobs implements JobQueue {
  /** $1 space that the search begins behind: the next that has something due. */
  private static final String NEXT_SPACE =
      """
      SELECT space_id FROM job
      WHERE space_id > $1 AND NOT dead AND run_at <= now()
        AND (leased_until IS NULL OR leased_until < now())
      ORDER BY space_id LIMIT 1
      """;

  /**
   * $1 space, $2 limit, $3 lease in milliseconds. Materialized: within IN (…) the planner may run
   * the query several times, each time taking further rows.
   */
  private static final String LEASE =
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM job
        WHERE space_id = $1 AND NOT dead AND run_at <= now()
          AND (leased_until IS NULL OR leased_until < now())
        ORDER BY run_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      UPDATE job SET leased_until = now() + $3 * interval '1 millisecond', attempts = attempts + 1
      FROM due WHERE job.space_id = $1 AND job.id = due.id
      RETURNING job.space_id, job.id, kind, subject_id, message_ids, attempts - 1 AS attempts
      """;

  /** $1 spaces, $2 ids, of one length. */
  private static final String DONE =
      """
      DELETE FROM job USING unnest($1::uuid[], $2::uuid[]) AS ended (space_id, id)
      WHERE job.space_id = ended.space_id AND job.id = ended.id
      """;

  /** $1 spaces, $2 ids, of one length: the try that was not made is not counted. */
  private static final String RELEASE =
      """
      UPDATE job SET leased_until = NULL, attempts = greatest(attempts - 1, 0)
      FROM unnest($1::uuid[], $2::uuid[]) AS held (space_id, id)
      WHERE job.space_id = held.space_id AND job.id = held.id AND NOT job.dead
      """;

  private static final String RELEASE_ALL =
      "UPDATE job SET leased_until = NULL WHERE leased_until IS NOT NULL AND NOT dead";

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

  /** $1 space: what no model could read, whichever it is. */
  private static final String READ_AGAIN =
      """
      UPDATE embedding_work SET dead = false, attempts = 0, run_at = now()
      WHERE space_id = $1 AND dead
      """;

  /** $1 space; $2 jobs, $3 conversations, $4 messages: of one length, a row for each message. */
  private static final String EXTRACT =
      """
      INSERT INTO job (space_id, id, kind, subject_id, message_ids)
      SELECT $1, id, 'EXTRACT', conversation_id, array_agg(message_id)
      FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS said (id, conversation_id, message_id)
      GROUP BY id, conversation_id
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private volatile UUID lastServed = FIRST;

  public PgJobs(Database database) {
    this.database = database;
  }

  /**
   * Writes, within the transaction that saves them, that facts are to be looked for in messages.
   *
   * @param messages by conversation
   */
  static void extractLater(Transaction transaction, SpaceId space, Map<UUID, List<UUID>> messages) {
    var jobs = new ArrayList<UUID>();
    var conversations = new ArrayList<UUID>();
    var all = new ArrayList<UUID>();
    messages.forEach(
        (conversation, said) -> {
          var job = Ids.next();
          for (var message : said) {
            jobs.add(job);
            conversations.add(conversation);
            all.add(message);
          }
        });
    if (all.isEmpty()) return;
    transaction.run(
        EXTRACT,
        space.value(),
        jobs.toArray(UUID[]::new),
        conversations.toArray(UUID[]::new),
        all.toArray(UUID[]::new));
  }

  @Override
  public List<Job> lease(int limit, Duration lease) {
    return database.asWorker(
        transaction -> {
          var last = lastServed;
          var next = nextSpace(transaction, last);
          if (next.isEmpty() && !last.equals(FIRST)) next = nextSpace(transaction, FIRST);
          if (next.isEmpty()) return List.<Job>of();
          lastServed = next.get();
          return transaction.list(PgJobs::job, LEASE, next.get(), limit, lease.toMillis());
        });
  }

  private static Optional<UUID> nextSpace(Transaction transaction, UUID behind) {
    return transaction.first(row -> row.getUUID("space_id"), NEXT_SPACE, behind);
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
  public void done(List<Job> jobs) {
    if (jobs.isEmpty()) return;
    var unused =
        database.asWorker(
            transaction -> {
              done(transaction, jobs);
              return jobs.size();
            });
  }

  /** Ends jobs within the transaction that keeps what they brought. */
  static void done(Transaction transaction, List<Job> jobs) {
    if (jobs.isEmpty()) return;
    transaction.run(DONE, spaces(jobs), ids(jobs));
  }

  @Override
  public void release(List<Job> jobs) {
    if (jobs.isEmpty()) return;
    database.asWorker(transaction -> transaction.change(RELEASE, spaces(jobs), ids(jobs)));
  }

  /**
   * Takes back every lease. For a server that has the database to itself, before it begins: those
   * who held them are gone.
   */
  public void releaseAll() {
    database.asWorker(transaction -> transaction.change(RELEASE_ALL));
  }

  private static UUID[] spaces(List<Job> jobs) {
    return jobs.stream().map(job -> job.space().value()).toArray(UUID[]::new);
  }

  private static UUID[] ids(List<Job> jobs) {
    return jobs.stream().map(Job::id).toArray(UUID[]::new);
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
    return database.inSpace(
        space,
        transaction ->
            (long) transaction.change(REPLAY, space.value())
                + transaction.change(READ_AGAIN, space.value()));
  }
}
