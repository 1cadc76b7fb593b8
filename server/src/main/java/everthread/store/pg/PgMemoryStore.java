package everthread.store.pg;

import everthread.feed.Change.Subject;
import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.space.SpaceId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Memories on Postgres. Thread-safe. */
public final class PgMemoryStore implements MemoryStore {
  /** $1 space, $2 id. */
  static final String FIND =
      "SELECT "
          + MemoryRow.COLUMNS
          + " FROM memory WHERE space_id = $1 AND id = $2 AND hidden_at IS NULL";

  /**
   * $1 space, $2 site, $3 tag, $4 state, $5 conversation, $6 after, $7 limit, $8 when it held;
   * null: not narrowed.
   */
  private static final String LIST =
      "SELECT "
          + MemoryRow.COLUMNS
          + """
           FROM memory
          WHERE space_id = $1 AND ($2::text IS NULL OR site = $2)
            AND ($3::text IS NULL OR tags @> ARRAY[$3])
            AND CASE WHEN $4 = 'DELETED' THEN hidden_at IS NOT NULL
                ELSE hidden_at IS NULL AND ($4::text IS NULL OR state = $4) END
            AND ($5::uuid IS NULL OR conversation_id = $5)
            AND ($8::timestamptz IS NULL OR held @> $8)
            AND id < coalesce($6, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
          ORDER BY id DESC LIMIT $7
          """;

  /** $1 space. */
  private static final String COUNTS =
      """
      SELECT CASE WHEN hidden_at IS NULL THEN state ELSE 'DELETED' END AS state, count(*) AS n
      FROM memory WHERE space_id = $1 GROUP BY 1
      """;

  /** $1 space. */
  private static final String TAGS =
      """
      SELECT tag, count(*) AS n FROM memory, unnest(tags) AS tag
      WHERE space_id = $1 AND hidden_at IS NULL GROUP BY tag ORDER BY n DESC, tag
      """;

  private final Database database;
  private final PgChangeFeed feed;
  private final KeptUntilChange<Map<MemoryFilter.State, Long>> counts;
  private final KeptUntilChange<Map<String, Long>> tags;

  public PgMemoryStore(Database database, PgChangeFeed feed) {
    this.database = database;
    this.feed = feed;
    this.counts = new KeptUntilChange<>(feed);
    this.tags = new KeptUntilChange<>(feed);
  }

  @Override
  public List<Memory> add(SpaceId space, List<NewMemory> memories) {
    return changing(space, transaction -> new MemoryWriter(transaction, space).add(memories));
  }

  @Override
  public Optional<Memory> find(SpaceId space, UUID id) {
    return database.inSpace(
        space, transaction -> transaction.first(MemoryRow::of, FIND, space.value(), id));
  }

  @Override
  public List<Memory> list(SpaceId space, MemoryFilter filter, @Nullable UUID after, int limit) {
    var site = filter.site() == null ? null : filter.site().name();
    var state = filter.state() == null ? null : filter.state().name();
    return database.inSpace(
        space,
        transaction ->
            transaction.list(
                MemoryRow::of,
                LIST,
                space.value(),
                site,
                filter.tag(),
                state,
                filter.conversationId(),
                after,
                limit,
                Columns.of(filter.heldAt())));
  }

  @Override
  public Optional<Memory> update(SpaceId space, UUID id, MemoryChange change) {
    return changing(space, transaction -> new MemoryWriter(transaction, space).update(id, change));
  }

  @Override
  public boolean hide(SpaceId space, UUID id) {
    return changing(space, transaction -> new MemoryErasure(transaction, space).hide(id));
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    return changing(space, transaction -> new MemoryErasure(transaction, space).restore(id));
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    boolean erased =
        changing(space, transaction -> new MemoryErasure(transaction, space).erase(id));
    if (erased) database.erased();
    return erased;
  }

  private <T> T changing(SpaceId space, Function<Transaction, T> statement) {
    var result = database.inSpace(space, statement);
    feed.appended(space);
    return result;
  }

  @Override
  public Map<MemoryFilter.State, Long> counts(SpaceId space) {
    return counts.of(space, () -> countedNow(space));
  }

  private Map<MemoryFilter.State, Long> countedNow(SpaceId space) {
    var counts = new EnumMap<MemoryFilter.State, Long>(MemoryFilter.State.class);
    for (var state : MemoryFilter.State.values()) counts.put(state, 0L);
    var rows = database.inSpace(space, transaction -> transaction.run(COUNTS, space.value()));
    for (var row : rows) {
      counts.put(MemoryFilter.State.valueOf(row.getString("state")), row.getLong("n"));
    }
    return Collections.unmodifiableMap(counts);
  }

  @Override
  public Map<String, Long> tags(SpaceId space) {
    return tags.of(space, () -> tagsNow(space));
  }

  private Map<String, Long> tagsNow(SpaceId space) {
    var tags = new LinkedHashMap<String, Long>();
    var rows = database.inSpace(space, transaction -> transaction.run(TAGS, space.value()));
    for (var row : rows) tags.put(row.getString("tag"), row.getLong("n"));
    return Collections.unmodifiableMap(tags);
  }

  static PgChangeFeed.Draft changed(UUID id) {
    return new PgChangeFeed.Draft(Subject.MEMORY, id, null);
  }
}
