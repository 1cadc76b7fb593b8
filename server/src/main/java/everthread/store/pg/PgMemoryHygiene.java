package everthread.store.pg;

import everthread.memory.Memory;
import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryReport;
import everthread.memory.MemoryReport.Kind;
import everthread.memory.MemoryReport.Section;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The memory report and its clearing away, on Postgres. Thread-safe. */
public final class PgMemoryHygiene implements MemoryHygiene {
  private static final int EXAMPLES = 5;

  /** So many go at one click; the next takes the rest. */
  private static final int AT_ONCE = 1_000;

  private static final int BATCH = 2_000;

  /** $1 space. Of those with the same words, all but the one that rests on most messages. */
  private static final String DUPLICATES =
      """
      SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY statement_hash ORDER BY evidence DESC, id) AS place
        FROM memory WHERE space_id = $1 AND hidden_at IS NULL AND state = 'CURRENT') AS same
      WHERE place > 1 ORDER BY id DESC
      """;

  /** $1 space. Of those with the same stems, all but the one that rests on most messages. */
  private static final String NEAR_DUPLICATES =
      """
      SELECT id FROM (
        SELECT id, statement_hash, first_value(statement_hash) OVER alike AS kept,
          row_number() OVER alike AS place
        FROM memory
        WHERE space_id = $1 AND hidden_at IS NULL AND state = 'CURRENT' AND gist_hash IS NOT NULL
        WINDOW alike AS (PARTITION BY gist_hash ORDER BY evidence DESC, id)) AS look_alike
      WHERE place > 1 AND statement_hash <> kept ORDER BY id DESC
      """;

  /** $1 space, $2 state. */
  private static final String OF_STATE =
      """
      SELECT id FROM memory WHERE space_id = $1 AND hidden_at IS NULL AND state = $2
      ORDER BY id DESC
      """;

  /** $1 space. */
  private static final String NEVER_RECALLED =
      """
      SELECT id FROM memory m
      WHERE space_id = $1 AND hidden_at IS NULL AND state = 'CURRENT'
        AND counted_since < now() - interval '30 days'
        AND NOT EXISTS (
          SELECT FROM memory_recall r WHERE r.space_id = $1 AND r.memory_id = m.id)
      ORDER BY id DESC
      """;

  /** $1 space, $2 id that the batch before ended with or null, $3 limit. */
  private static final String TEXTS =
      """
      SELECT id, concat_ws(' ', content, title, quote, array_to_string(tags, ' ')) AS text FROM memory
      WHERE space_id = $1 AND hidden_at IS NULL
        AND id < coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
      ORDER BY id DESC LIMIT $3
      """;

  /** $1 space, $2 ids. */
  private static final String SOME =
      "SELECT "
          + MemoryRow.COLUMNS
          + " FROM memory WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL ORDER BY id DESC";

  /** $1 space, $2 ids. */
  private static final String HIDE =
      """
      UPDATE memory SET hidden_at = now()
      WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL RETURNING id, hidden_at
      """;

  /** $1 space, $2 jobs, $3 memories: of one length. */
  private static final String ERASE_LATER =
      """
      INSERT INTO job (space_id, id, kind, subject_id, run_at)
      SELECT $1, id, 'ERASE_MEMORY', memory_id, now() + interval '10 minutes'
      FROM unnest($2::uuid[], $3::uuid[]) AS due (id, memory_id)
      """;

  /** $1 space, $2 when it was hidden. */
  private static final String PUT_BACK =
      "UPDATE memory SET hidden_at = NULL WHERE space_id = $1 AND hidden_at = $2 RETURNING id";

  /** $1 space, $2 memories. */
  private static final String DROP_JOBS =
      "DELETE FROM job WHERE space_id = $1 AND subject_id = ANY($2) AND kind = 'ERASE_MEMORY'";

  private final Database database;
  private final PgChangeFeed feed;
  private final Predicate<String> looksSecret;
  private final KeptUntilChange<List<UUID>> secretLike;

  /**
   * @param looksSecret whether a text holds what should not be shown
   */
  public PgMemoryHygiene(Database database, PgChangeFeed feed, Predicate<String> looksSecret) {
    this.database = database;
    this.feed = feed;
    this.looksSecret = looksSecret;
    this.secretLike = new KeptUntilChange<>(feed);
  }

  @Override
  public MemoryReport report(SpaceId space) {
    // The one that reads all texts; it changes only when a memory does.
    var secrets =
        secretLike.of(space, () -> database.inSpace(space, now -> secretLike(now, space)));
    return database.inSpace(space, transaction -> report(transaction, space, secrets));
  }

  private MemoryReport report(Transaction transaction, SpaceId space, List<UUID> secrets) {
    Map<Kind, Section> sections = new EnumMap<>(Kind.class);
    for (var kind : Kind.values()) {
      var ids = kind == Kind.SECRET_LIKE ? secrets : of(transaction, space, kind);
      sections.put(kind, new Section(ids.size(), examples(transaction, space, ids)));
    }
    return new MemoryReport(sections);
  }

  private static List<Memory> examples(Transaction transaction, SpaceId space, List<UUID> ids) {
    if (ids.isEmpty()) return List.of();
    var some = ids.subList(0, Math.min(EXAMPLES, ids.size())).toArray(UUID[]::new);
    return transaction.list(MemoryRow::of, SOME, space.value(), some);
  }

  /** Newest first. */
  private List<UUID> of(Transaction transaction, SpaceId space, Kind kind) {
    return switch (kind) {
      case DUPLICATE -> ids(transaction, DUPLICATES, space.value());
      case NEAR_DUPLICATE -> ids(transaction, NEAR_DUPLICATES, space.value());
      case SUPERSEDED, IN_REVIEW -> ids(transaction, OF_STATE, space.value(), kind.name());
      case SECRET_LIKE -> secretLike(transaction, space);
      case NEVER_RECALLED -> ids(transaction, NEVER_RECALLED, space.value());
    };
  }

  private static List<UUID> ids(
      Transaction transaction, String sql, @Nullable Object... parameters) {
    return transaction.list(row -> row.getUUID("id"), sql, parameters);
  }

  private List<UUID> secretLike(Transaction transaction, SpaceId space) {
    record Text(UUID id, String text) {}
    var found = new ArrayList<UUID>();
    UUID last = null;
    while (true) {
      var texts =
          transaction.list(
              row -> new Text(row.getUUID("id"), row.getString("text")),
              TEXTS,
              space.value(),
              last,
              BATCH);
      for (var text : texts) if (looksSecret.test(text.text())) found.add(text.id());
      if (texts.size() < BATCH) return found;
      last = texts.getLast().id();
    }
  }

  @Override
  public Optional<Cleaned> clean(SpaceId space, Kind kind) {
    var cleaned = database.inSpace(space, transaction -> clean(transaction, space, kind));
    feed.appended(space);
    return cleaned;
  }

  private Optional<Cleaned> clean(Transaction transaction, SpaceId space, Kind kind) {
    var slots = new MemorySlots(transaction, space);
    slots.lock();
    var ids = of(transaction, space, kind).stream().limit(AT_ONCE).toArray(UUID[]::new);
    record Hidden(UUID id, Instant at) {}
    var hidden =
        transaction.list(
            row -> new Hidden(row.getUUID("id"), Columns.time(row, "hidden_at")),
            HIDE,
            space.value(),
            ids);
    if (hidden.isEmpty()) return Optional.empty();
    var gone = hidden.stream().map(Hidden::id).toList();
    var jobs = gone.stream().map(id -> Ids.next()).toArray(UUID[]::new);
    transaction.run(ERASE_LATER, space.value(), jobs, gone.toArray(UUID[]::new));
    settle(transaction, space, gone);
    return Optional.of(new Cleaned(gone.size(), hidden.getFirst().at()));
  }

  @Override
  public int putBack(SpaceId space, Instant at) {
    int back = database.inSpace(space, transaction -> putBack(transaction, space, at));
    feed.appended(space);
    return back;
  }

  private static int putBack(Transaction transaction, SpaceId space, Instant at) {
    new MemorySlots(transaction, space).lock();
    var back = ids(transaction, PUT_BACK, space.value(), Columns.of(at));
    if (back.isEmpty()) return 0;
    transaction.run(DROP_JOBS, space.value(), back.toArray(UUID[]::new));
    settle(transaction, space, back);
    return back.size();
  }

  private static void settle(Transaction transaction, SpaceId space, List<UUID> changed) {
    var drafts = new ArrayList<>(changed.stream().map(PgMemoryStore::changed).toList());
    var related = new MemorySlots(transaction, space).around(changed);
    drafts.addAll(new Settling(transaction, space).settle(related));
    PgChangeFeed.append(transaction, space, drafts.stream().distinct().toList());
  }
}
