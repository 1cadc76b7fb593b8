package everthread.store.pg;

import everthread.ingest.EmbeddingQueue.Waiting;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;

/** Counts what a model has not read yet. */
final class EmbeddingCounts {
  /** The feed's next so many changes are looked at one by one; what is behind them is estimated. */
  private static final int LOOKED_AT = 10_000;

  /**
   * $1 space, $2 model, $3 how many changes to look at: what is queued, without what is hidden, and
   * what changed since the queue was last filled.
   */
  private static final String OF_SPACE =
      """
      WITH done AS (
        SELECT coalesce((SELECT position FROM embedding_progress
                         WHERE space_id = $1 AND model = $2), 0) AS position)
      SELECT
        (SELECT count(*) FROM embedding_work WHERE space_id = $1 AND model = $2 AND NOT dead)
        - (SELECT count(*) FROM conversation
           JOIN message ON message.space_id = $1 AND message.conversation_id = conversation.id
           JOIN embedding_work work ON work.space_id = $1 AND work.subject_id = message.id
             AND work.model = $2 AND NOT work.dead
           WHERE conversation.space_id = $1 AND conversation.hidden_at IS NOT NULL)
        - (SELECT count(*) FROM memory
           JOIN embedding_work work ON work.space_id = $1 AND work.subject_id = memory.id
             AND work.model = $2 AND NOT work.dead
           WHERE memory.space_id = $1 AND memory.hidden_at IS NOT NULL)
        + (SELECT count(DISTINCT subject_id) FROM change, done
           WHERE change.space_id = $1 AND change.position > done.position
             AND change.position <= done.position + $3 AND subject IN ('MESSAGE', 'MEMORY'))
        + (SELECT coalesce(max(greatest(feed_position - done.position - $3, 0)), 0)
           FROM space, done WHERE space.space_id = $1) AS pending,
        (SELECT count(*) FROM embedding_work WHERE space_id = $1 AND model = $2 AND dead) AS dead
      """;

  /** $1 model. */
  private static final String OF_ALL =
      """
      SELECT
        (SELECT count(*) FROM embedding_work WHERE model = $1 AND NOT dead)
        + (SELECT coalesce(sum(feed_position - coalesce(done.position, 0)), 0)::bigint FROM space
           LEFT JOIN embedding_progress done ON done.space_id = space.space_id AND done.model = $1
           WHERE feed_position > coalesce(done.position, 0)) AS pending,
        (SELECT count(*) FROM embedding_work WHERE model = $1 AND dead) AS dead
      """;

  private final Database database;

  EmbeddingCounts(Database database) {
    this.database = database;
  }

  Waiting of(SpaceId space, String model) {
    return database.inSpace(
        space,
        transaction ->
            transaction
                .first(EmbeddingCounts::waiting, OF_SPACE, space.value(), model, (long) LOOKED_AT)
                .orElseThrow());
  }

  Waiting ofAll(String model) {
    return database.asWorker(
        transaction -> transaction.first(EmbeddingCounts::waiting, OF_ALL, model).orElseThrow());
  }

  private static Waiting waiting(Row row) {
    return new Waiting(Math.max(0, row.getLong("pending")), row.getLong("dead"));
  }
}
