package everthread.store.pg;

import everthread.conversation.Site;
import everthread.ingest.Job;
import everthread.space.SpaceId;
import everthread.vitals.QueueSource;
import everthread.vitals.QueueState;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at the job queue without touching it. Thread-safe. */
public final class PgQueue implements QueueSource {
  /**
   * $1 space, or null for all. Ids are UUIDv7, so the smallest one was made first; as text, since
   * Postgres before 18 has no min(uuid).
   */
  private static final String KINDS =
      """
      SELECT kind,
        count(*) FILTER (WHERE leased_until >= now()) AS running,
        count(*) FILTER (WHERE run_at <= now() AND (leased_until IS NULL OR leased_until < now())) AS waiting,
        count(*) FILTER (WHERE run_at > now() AND (leased_until IS NULL OR leased_until < now())) AS later,
        min(id::text) FILTER (WHERE run_at <= now()) AS oldest
      FROM job WHERE ($1::uuid IS NULL OR space_id = $1) AND NOT dead GROUP BY kind ORDER BY kind
      """;

  /** $1 space, or null for all. */
  private static final String DEAD =
      """
      SELECT kind, coalesce(last_error, 'unknown') AS why, count(*) AS jobs
      FROM job WHERE ($1::uuid IS NULL OR space_id = $1) AND dead
      GROUP BY kind, why ORDER BY jobs DESC, kind, why
      """;

  /** $1 space. What names no conversation counts as a chat of its own. */
  private static final String DRIFTING =
      """
      SELECT site, count(DISTINCT coalesce(conversation_source_id, id::text)) AS chats
      FROM capture WHERE space_id = $1 AND state = 'drift' GROUP BY site
      """;

  private final Database database;

  public PgQueue(Database database) {
    this.database = database;
  }

  @Override
  public QueueState queue(SpaceId space) {
    return database.inSpace(space, transaction -> state(transaction, space.value()));
  }

  @Override
  public QueueState queue() {
    return database.asWorker(transaction -> state(transaction, null));
  }

  @Override
  public Map<Site, Long> drifting(SpaceId space) {
    var chats = new EnumMap<Site, Long>(Site.class);
    var rows = database.inSpace(space, transaction -> transaction.run(DRIFTING, space.value()));
    for (var row : rows) chats.put(Site.valueOf(row.getString("site")), row.getLong("chats"));
    return chats;
  }

  private static QueueState state(Transaction transaction, @Nullable UUID space) {
    return new QueueState(
        transaction.list(PgQueue::kind, KINDS, space),
        transaction.list(PgQueue::dead, DEAD, space));
  }

  private static QueueState.Kind kind(Row row) {
    var oldest = row.getString("oldest");
    return new QueueState.Kind(
        Job.Kind.valueOf(row.getString("kind")),
        row.getLong("waiting"),
        row.getLong("running"),
        row.getLong("later"),
        oldest == null ? null : madeAt(UUID.fromString(oldest)));
  }

  /** The first 48 bits of a UUIDv7 are milliseconds (RFC 9562, section 5.7). */
  private static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static QueueState.Dead dead(Row row) {
    return new QueueState.Dead(
        Job.Kind.valueOf(row.getString("kind")), row.getString("why"), row.getLong("jobs"));
  }
}
