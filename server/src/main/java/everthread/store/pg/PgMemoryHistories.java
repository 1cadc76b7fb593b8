package everthread.store.pg;

import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryHistories;
import everthread.memory.MemoryHistory;
import everthread.memory.Validity;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Histories of memories on Postgres. Thread-safe. */
public final class PgMemoryHistories implements MemoryHistories {
  /** $1 space, $2 memory. */
  private static final String VERSIONS =
      """
      SELECT version, content, title, tags, state, changed_at FROM memory_version
      WHERE space_id = $1 AND memory_id = $2 ORDER BY version
      """;

  /** $1 space, $2 memory. */
  private static final String SUPERSEDES =
      "SELECT "
          + MemoryRow.COLUMNS
          + """
           FROM memory WHERE space_id = $1 AND superseded_by = $2 AND hidden_at IS NULL
          ORDER BY valid_until DESC, id DESC LIMIT 100
          """;

  /** $1 space, $2 ids, $3 when. */
  private static final String HELD =
      """
      SELECT id FROM memory
      WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL AND held @> $3::timestamptz
      """;

  private final Database database;

  public PgMemoryHistories(Database database) {
    this.database = database;
  }

  @Override
  public Optional<MemoryHistory> history(SpaceId space, UUID id) {
    return database.inSpace(
        space,
        transaction -> find(transaction, space, id).map(it -> history(transaction, space, it)));
  }

  @Override
  public List<UUID> heldAt(SpaceId space, List<UUID> ids, Instant then) {
    return database.inSpace(
        space,
        transaction ->
            transaction.list(
                row -> row.getUUID("id"),
                HELD,
                space.value(),
                ids.toArray(UUID[]::new),
                Columns.of(then)));
  }

  private static Optional<Memory> find(Transaction transaction, SpaceId space, UUID id) {
    return transaction.first(MemoryRow::of, PgMemoryStore.FIND, space.value(), id);
  }

  private static MemoryHistory history(Transaction transaction, SpaceId space, Memory memory) {
    var by = memory.validity() instanceof Validity.Superseded old ? old.by() : null;
    return new MemoryHistory(
        memory,
        transaction.list(PgMemoryHistories::version, VERSIONS, space.value(), memory.id()),
        new MemoryEvidence(transaction, space).of(memory.id()),
        by == null ? null : find(transaction, space, by).orElse(null),
        transaction.list(MemoryRow::of, SUPERSEDES, space.value(), memory.id()));
  }

  private static MemoryHistory.Version version(Row row) {
    return new MemoryHistory.Version(
        row.getInteger("version"),
        row.getString("content"),
        row.getString("title"),
        Columns.texts(row, "tags"),
        MemoryFilter.State.valueOf(row.getString("state")),
        Columns.time(row, "changed_at"));
  }
}
