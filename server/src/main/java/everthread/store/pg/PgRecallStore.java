package everthread.store.pg;

import everthread.memory.RecallStore;
import everthread.space.SpaceId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Counts of recalls on Postgres. Thread-safe. */
public final class PgRecallStore implements RecallStore {
  /** $1 space; $2 memories, $3 how often: of one length. */
  private static final String ADD =
      """
      INSERT INTO memory_recall (space_id, memory_id, recalls, last_recalled_at)
      SELECT $1, told.memory_id, told.times, now()
      FROM unnest($2::uuid[], $3::bigint[]) AS told (memory_id, times)
      WHERE EXISTS (SELECT FROM memory WHERE space_id = $1 AND id = told.memory_id)
      ON CONFLICT ON CONSTRAINT memory_recall_pkey DO UPDATE
        SET recalls = memory_recall.recalls + excluded.recalls, last_recalled_at = now()
      """;

  private final Database database;

  public PgRecallStore(Database database) {
    this.database = database;
  }

  @Override
  public void recalled(SpaceId space, Map<UUID, Long> times) {
    if (times.isEmpty()) return;
    // In one order everywhere, so that no two wait for each other.
    var ordered = new TreeMap<>(times);
    database.inSpace(
        space,
        transaction ->
            transaction.change(
                ADD,
                space.value(),
                ordered.keySet().toArray(UUID[]::new),
                ordered.values().toArray(Long[]::new)));
  }
}
