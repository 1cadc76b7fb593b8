package everthread.store.pg;

import everthread.space.SpaceId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Removes what models made that are not in use any more, a few hundred texts at a time. */
final class OtherModels {
  private static final int STEP = 500;

  private static final String MODELS =
      "SELECT DISTINCT model FROM embedding_progress ORDER BY model";

  /** $1 model: a space with anything of another. */
  private static final String SPACE =
      """
      SELECT space_id FROM embedding_progress WHERE model <> $1 ORDER BY space_id LIMIT 1
      """;

  /** $1 space, $2 model, $3 message that the part before ended with, $4 how many. */
  private static final String MESSAGES =
      """
      WITH part AS MATERIALIZED (
        SELECT message_id FROM message_vector WHERE space_id = $1 AND message_id > $3
        GROUP BY message_id ORDER BY message_id LIMIT $4),
      gone AS (
        DELETE FROM message_vector USING part
        WHERE space_id = $1 AND message_vector.message_id = part.message_id AND model <> $2)
      SELECT message_id AS last FROM part ORDER BY message_id DESC LIMIT 1
      """;

  /** As MESSAGES. */
  private static final String MEMORIES =
      """
      WITH part AS MATERIALIZED (
        SELECT memory_id FROM memory_vector WHERE space_id = $1 AND memory_id > $3
        GROUP BY memory_id ORDER BY memory_id LIMIT $4),
      gone AS (
        DELETE FROM memory_vector USING part
        WHERE space_id = $1 AND memory_vector.memory_id = part.memory_id AND model <> $2)
      SELECT memory_id AS last FROM part ORDER BY memory_id DESC LIMIT 1
      """;

  /** $1 space, $2 model. */
  private static final String WORK =
      "DELETE FROM embedding_work WHERE space_id = $1 AND model <> $2";

  /** $1 space, $2 model. */
  private static final String PROGRESS =
      "DELETE FROM embedding_progress WHERE space_id = $1 AND model <> $2";

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;

  OtherModels(Database database) {
    this.database = database;
  }

  Set<String> models() {
    return new HashSet<>(
        database.asWorker(transaction -> transaction.list(row -> row.getString("model"), MODELS)));
  }

  /** Clears one space; whether there was one to clear. Begun anew after a crash. */
  boolean forget(String model) {
    var found =
        database.asWorker(
            transaction ->
                transaction.first(row -> new SpaceId(row.getUUID("space_id")), SPACE, model));
    if (found.isEmpty()) return false;
    var space = found.get();
    walk(space, model, MESSAGES);
    walk(space, model, MEMORIES);
    database.asWorkerIn(
        space,
        transaction ->
            transaction.change(WORK, space.value(), model)
                + transaction.change(PROGRESS, space.value(), model));
    return true;
  }

  private void walk(SpaceId space, String model, String sql) {
    var last = FIRST;
    while (last != null) {
      var after = last;
      last =
          database
              .inSpace(
                  space,
                  transaction ->
                      transaction.first(
                          row -> row.getUUID("last"), sql, space.value(), model, after, STEP))
              .orElse(null);
    }
  }
}
