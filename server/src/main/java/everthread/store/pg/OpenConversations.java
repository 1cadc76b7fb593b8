package everthread.store.pg;

import everthread.conversation.ConversationStore.Telling;
import everthread.conversation.Message;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Opens and locks the conversations that a transaction is going to write: always in the order of
 * their names, so that two transactions cannot wait for each other. Deleted ones stay shut.
 */
final class OpenConversations {
  /** $1 space, $2 hashes. */
  private static final String BARRED =
      """
      SELECT source_hash FROM conversation_tombstone
      WHERE space_id = $1 AND source_hash = ANY($2)
      """;

  /** $1 space, $2 hashes. */
  private static final String UNBAR =
      "DELETE FROM conversation_tombstone WHERE space_id = $1 AND source_hash = ANY($2)";

  /** $1 space; $2 ids, $3 sites, $4 source ids, $5 created or seen, $6 seen: of one length. */
  private static final String OPEN =
      """
      INSERT INTO conversation (space_id, id, site, source_id, created_at, updated_at, told_at)
      SELECT $1, id, site, source_id, created_at, created_at, told_at
      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
        AS told (id, site, source_id, created_at, told_at)
      ON CONFLICT ON CONSTRAINT conversation_source DO NOTHING
      """;

  /** $1 space; $2 sites, $3 source ids, of one length: two writers of a conversation take turns. */
  private static final String LOCK =
      "SELECT "
          + ConversationRow.COLUMNS
          + """
           FROM conversation WHERE space_id = $1
            AND (site, source_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))
          ORDER BY site, source_id FOR UPDATE OF conversation
          """;

  /** A conversation's name at its site. */
  record Name(Site site, String sourceId) {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::site).thenComparing(Name::sourceId);

    static Name of(Telling telling) {
      return new Name(telling.conversation().site(), telling.conversation().sourceId());
    }

    Buffer hash() {
      return Buffer.buffer(ConversationErasure.hash(site, sourceId));
    }
  }

  private final Transaction transaction;
  private final SpaceId space;

  OpenConversations(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  /** The rows of those that may be written. What a program tells opens a deleted one again. */
  Map<Name, ConversationRow> open(List<Telling> tellings) {
    var first = new TreeMap<Name, Telling>(Name.ORDER);
    tellings.forEach(telling -> first.putIfAbsent(Name.of(telling), telling));
    var byPrograms = new HashSet<Name>();
    for (var telling : tellings) {
      if (telling.source() == Source.API) byPrograms.add(Name.of(telling));
    }
    if (!byPrograms.isEmpty()) transaction.run(UNBAR, space.value(), hashes(byPrograms));
    first.keySet().removeAll(barred(first.keySet()));
    if (first.isEmpty()) return Map.of();

    var opened = insert(first);
    var rows = lock(first.keySet());
    checkNotErasedMeanwhile(rows, opened, byPrograms);
    return rows;
  }

  private Set<Name> barred(Collection<Name> names) {
    if (names.isEmpty()) return Set.of();
    var hashes =
        new HashSet<>(
            transaction.list(
                row -> row.getBuffer("source_hash"), BARRED, space.value(), hashes(names)));
    var barred = new HashSet<Name>();
    for (var name : names) if (hashes.contains(name.hash())) barred.add(name);
    return barred;
  }

  private static Buffer[] hashes(Collection<Name> names) {
    return names.stream().map(Name::hash).toArray(Buffer[]::new);
  }

  private Set<UUID> insert(TreeMap<Name, Telling> first) {
    var ids = first.keySet().stream().map(name -> Ids.next()).toArray(UUID[]::new);
    transaction.run(
        OPEN,
        space.value(),
        ids,
        sites(first.keySet()),
        sourceIds(first.keySet()),
        times(first.values(), OpenConversations::created),
        times(first.values(), Telling::seenAt));
    return Set.of(ids);
  }

  private static OffsetDateTime[] times(
      Collection<Telling> tellings, Function<Telling, Instant> time) {
    return tellings.stream().map(time).map(Columns::of).toArray(OffsetDateTime[]::new);
  }

  private static Instant created(Telling telling) {
    var told = telling.conversation();
    if (told.createdAt() != null) return told.createdAt();
    return told.messages().stream()
        .map(Message::createdAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(telling.seenAt());
  }

  private Map<Name, ConversationRow> lock(Collection<Name> names) {
    var rows = new HashMap<Name, ConversationRow>();
    for (var row :
        transaction.list(
            ConversationRow::of, LOCK, space.value(), sites(names), sourceIds(names))) {
      rows.put(new Name(row.site(), row.sourceId()), row);
    }
    return rows;
  }

  /** One that was just made may be one that was erased since it was looked for. */
  private void checkNotErasedMeanwhile(
      Map<Name, ConversationRow> rows, Set<UUID> opened, Set<Name> byPrograms) {
    var fresh =
        rows.entrySet().stream()
            .filter(entry -> opened.contains(entry.getValue().id()))
            .map(Map.Entry::getKey)
            .filter(name -> !byPrograms.contains(name))
            .toList();
    if (!barred(fresh).isEmpty()) {
      throw new IllegalStateException("a conversation was erased while it was told");
    }
  }

  private static String[] sites(Collection<Name> names) {
    return names.stream().map(name -> name.site().name()).toArray(String[]::new);
  }

  private static String[] sourceIds(Collection<Name> names) {
    return names.stream().map(Name::sourceId).toArray(String[]::new);
  }
}
