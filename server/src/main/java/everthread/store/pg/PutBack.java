package everthread.store.pg;

import everthread.conversation.Site;
import everthread.ingest.Job;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts captures back to be read again within a transaction, some at once.
 *
 * @param captures how many were put back
 * @param last of them; null when there was none
 */
record PutBack(long captures, @Nullable UUID last) {
  /** What one transaction puts back, so that none holds others up. */
  static final int AT_ONCE = 1_000;

  static final UUID BEFORE_ALL = new UUID(0, 0);

  /**
   * $1 space, $2 whether everything, $3 site or null, $4 capture to begin behind, $5 limit; how
   * many, and the last of them. Whoever asks at the same moment does not wait: what is locked is
   * being put back by another, or was read only now.
   */
  private static final String AGAIN =
      """
      WITH due AS (
        SELECT id FROM capture
        WHERE space_id = $1 AND (state = 'drift' OR ($2 AND state <> 'waiting'))
          AND ($3::text IS NULL OR site = $3) AND id > $4
        ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED),
      again AS (
        UPDATE capture SET state = 'waiting', drift = NULL FROM due
        WHERE capture.space_id = $1 AND capture.id = due.id RETURNING capture.id),
      later AS (
        INSERT INTO job (space_id, id, kind, subject_id)
        SELECT $1, gen_random_uuid(), 'READ', id FROM again RETURNING subject_id)
      SELECT count(*) AS captures, (SELECT id FROM due ORDER BY id DESC LIMIT 1) AS last FROM later
      """;

  /** $1 space, $2 whether everything. */
  private static final String COUNT =
      """
      SELECT count(*) AS captures FROM capture
      WHERE space_id = $1 AND (state = 'drift' OR ($2 AND state <> 'waiting'))
      """;

  /** $1 space, $2 job, $3 kind, $4 capture to go on behind. */
  private static final String GO_ON =
      "INSERT INTO job (space_id, id, kind, subject_id) VALUES ($1, $2, $3, $4)";

  /** How many there are to put back. */
  static long due(Transaction transaction, SpaceId space, boolean all) {
    return transaction.first(row -> row.getLong("captures"), COUNT, space.value(), all).orElse(0L);
  }

  /** Whether there may be more behind the last. */
  boolean mayGoOn() {
    return captures == AT_ONCE;
  }

  /** Puts some back; a job goes on behind them if there may be more. */
  static PutBack andGoOn(Transaction transaction, SpaceId space, boolean all, UUID after) {
    var again = of(transaction, space, all, null, after);
    var last = again.last();
    if (again.mayGoOn() && last != null) {
      var kind = all ? Job.Kind.READ_ALL_AGAIN : Job.Kind.READ_AGAIN;
      transaction.run(GO_ON, space.value(), Ids.next(), kind.name(), last);
    }
    return again;
  }

  /**
   * Puts some back.
   *
   * @param all whether also those that were read well
   * @param site null for any
   * @param after the capture to begin behind
   */
  static PutBack of(
      Transaction transaction, SpaceId space, boolean all, @Nullable Site site, UUID after) {
    return transaction
        .first(
            row -> new PutBack(row.getLong("captures"), row.getUUID("last")),
            AGAIN,
            space.value(),
            all,
            site == null ? null : site.name(),
            after,
            AT_ONCE)
        .orElse(new PutBack(0, null));
  }
}
