package everthread.store.pg;

import everthread.space.SpaceId;
import java.util.Optional;

/**
 * Puts what changed into the queue of what a model is to read. It follows the change feed in the
 * background, so saving a message costs nothing more; and since it keeps how far it has come beside
 * what it wrote, a crash or a restored dump loses nothing.
 */
final class EmbeddingFollower {
  private static final int STEP = 2_000;

  /** $1 model: a space whose feed goes on behind what was looked at. */
  private static final String BEHIND =
      """
      SELECT space.space_id, coalesce(done.position, 0) AS position FROM space
      LEFT JOIN embedding_progress done ON done.space_id = space.space_id AND done.model = $1
      WHERE space.feed_position > coalesce(done.position, 0)
      ORDER BY space.feed_position - coalesce(done.position, 0), space.space_id LIMIT 1
      """;

  /** $1 space, $2 position, $3 how many: the last position of the next part. */
  private static final String UNTIL =
      """
      SELECT least(feed_position, $2::bigint + $3::bigint) AS until FROM space WHERE space_id = $1
      """;

  /**
   * $1 space, $2 model, $3 and $4 positions after which and up to which. People's own words come
   * before those of named speakers, short answers before long ones.
   */
  private static final String MESSAGES =
      """
      WITH changed AS (
        SELECT subject_id, max(position) AS position FROM change
        WHERE space_id = $1 AND position > $3 AND position <= $4 AND subject = 'MESSAGE'
        GROUP BY subject_id)
      INSERT INTO embedding_work (space_id, model, subject_id, is_memory, priority, said_at, size, position)
      SELECT $1, $2, message.id, false,
        CASE WHEN author IS NOT NULL THEN 2 WHEN role = 'USER' THEN 1
          WHEN role = 'ASSISTANT' AND length(text) <= 1200 THEN 3 ELSE 4 END,
        coalesce(said_at, first_seen_at), least(length(text), 100000), changed.position
      FROM changed JOIN message ON message.space_id = $1 AND message.id = changed.subject_id
      ORDER BY message.id
      ON CONFLICT ON CONSTRAINT embedding_work_pkey DO UPDATE SET
        priority = excluded.priority, size = excluded.size, position = excluded.position,
        run_at = now(), attempts = 0, leased_until = NULL, dead = false, last_error = NULL
      """;

  /** As MESSAGES. */
  private static final String MEMORIES =
      """
      WITH changed AS (
        SELECT subject_id, max(position) AS position FROM change
        WHERE space_id = $1 AND position > $3 AND position <= $4 AND subject = 'MEMORY'
        GROUP BY subject_id)
      INSERT INTO embedding_work (space_id, model, subject_id, is_memory, priority, said_at, size, position)
      SELECT $1, $2, memory.id, true, 0, created_at, least(length(content), 100000), changed.position
      FROM changed JOIN memory ON memory.space_id = $1 AND memory.id = changed.subject_id
      ORDER BY memory.id
      ON CONFLICT ON CONSTRAINT embedding_work_pkey DO UPDATE SET
        size = excluded.size, position = excluded.position,
        run_at = now(), attempts = 0, leased_until = NULL, dead = false, last_error = NULL
      """;

  /** $1 space, $2 model, $3 position. */
  private static final String PROGRESS =
      """
      INSERT INTO embedding_progress (space_id, model, position) VALUES ($1, $2, $3)
      ON CONFLICT ON CONSTRAINT embedding_progress_pkey
        DO UPDATE SET position = greatest(embedding_progress.position, excluded.position)
      """;

  private final Database database;

  EmbeddingFollower(Database database) {
    this.database = database;
  }

  private record Behind(SpaceId space, long position) {}

  /** Takes note of one part of one space's feed; whether there was any. */
  boolean step(String model) {
    var behind = behind(model);
    behind.ifPresent(
        space ->
            database.asWorkerIn(
                space.space(),
                transaction -> note(transaction, model, space.space(), space.position())));
    return behind.isPresent();
  }

  private Optional<Behind> behind(String model) {
    return database.asWorker(
        transaction ->
            transaction.first(
                row -> new Behind(new SpaceId(row.getUUID("space_id")), row.getLong("position")),
                BEHIND,
                model));
  }

  private static long note(Transaction transaction, String model, SpaceId space, long after) {
    long until =
        transaction
            .first(row -> row.getLong("until"), UNTIL, space.value(), after, (long) STEP)
            .orElse(after);
    transaction.run(MEMORIES, space.value(), model, after, until);
    transaction.run(MESSAGES, space.value(), model, after, until);
    transaction.run(PROGRESS, space.value(), model, until);
    return until;
  }
}
