package everthread.store.pg;

import everthread.space.SpaceId;
import everthread.supersession.Figure;
import everthread.supersession.Figures;
import everthread.supersession.MarkStore;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Figures of messages and the marks between them, on Postgres. Thread-safe. */
public final class PgMarkStore implements MarkStore {
  /** Of each key so many messages before and as many after are looked at, the nearest in time. */
  private static final int REACH = 40;

  /** Of these so many are read, those that share most. */
  private static final int READ = 24;

  private static final int BATCH = 500;

  /** $1 space, $2 messages: they may have been told anew. */
  private static final String FORGET =
      "DELETE FROM message_figure WHERE space_id = $1 AND message_id = ANY($2)";

  /** $1 space, $2 message, $3 when it was said, $4 keys. A message that is gone has none. */
  private static final String NOTE =
      """
      INSERT INTO message_figure (space_id, key, said_at, message_id)
      SELECT $1, key, $3, $2 FROM unnest($4::bigint[]) AS key
      WHERE EXISTS (SELECT FROM message WHERE space_id = $1 AND id = $2)
      ON CONFLICT ON CONSTRAINT message_figure_pkey DO NOTHING
      """;

  /** $1 space, $2 keys, $3 when, $4 message, $5 reach, $6 limit: who shares two keys with it. */
  private static final String NEAR =
      """
      SELECT near.message_id FROM unnest($2::bigint[]) AS told (key)
      CROSS JOIN LATERAL (
        (SELECT message_id FROM message_figure f
         WHERE f.space_id = $1 AND f.key = told.key AND f.said_at <= $3
         ORDER BY f.said_at DESC, f.message_id DESC LIMIT $5)
        UNION ALL
        (SELECT message_id FROM message_figure f
         WHERE f.space_id = $1 AND f.key = told.key AND f.said_at > $3
         ORDER BY f.said_at, f.message_id LIMIT $5)) AS near
      WHERE near.message_id <> $4
      GROUP BY near.message_id HAVING count(*) >= 2
      ORDER BY count(*) DESC, near.message_id DESC LIMIT $6
      """;

  /** $1 space, $2 ids. Where the site does not tell when, the order in the conversation does. */
  private static final String TEXTS =
      """
      SELECT id, text, coalesce(said_at, first_seen_at + ordinal * interval '1 microsecond') AS told_at
      FROM message WHERE space_id = $1 AND id = ANY($2) AND role = 'USER' ORDER BY id
      """;

  /** $1 space, $2 id that the batch before ended with or null, $3 limit. */
  private static final String OF_PERSONS =
      """
      SELECT id FROM message WHERE space_id = $1 AND role = 'USER'
        AND id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)
      ORDER BY id LIMIT $3
      """;

  private final Database database;
  private final PgChangeFeed feed;

  public PgMarkStore(Database database, PgChangeFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  /** A message with its figures, and when it was said: no two of a conversation at once. */
  private record Told(UUID message, Instant at, List<Figure> figures) {}

  @Override
  public void mark(SpaceId space, Collection<UUID> messages) {
    if (messages.isEmpty()) return;
    // Read before others are made to wait.
    var told = database.inSpace(space, transaction -> read(transaction, space, messages));
    var changed = database.inSpace(space, transaction -> mark(transaction, space, messages, told));
    if (changed > 0) feed.appended(space);
  }

  /** All are noted before any is compared, so that they find each other too. */
  private static int mark(
      Transaction transaction, SpaceId space, Collection<UUID> messages, Map<UUID, Told> told) {
    new MemorySlots(transaction, space).lock();
    transaction.run(FORGET, space.value(), messages.toArray(UUID[]::new));
    var keys = new LinkedHashMap<Told, Long[]>();
    for (var one : told.values()) {
      if (!one.figures().isEmpty()) keys.put(one, FigureKeys.of(one.figures()));
    }
    keys.forEach(
        (one, its) ->
            transaction.run(NOTE, space.value(), one.message(), Columns.of(one.at()), its));
    var near = new LinkedHashMap<Told, List<UUID>>();
    keys.forEach((one, its) -> near.put(one, near(transaction, space, one, its)));
    var others = new LinkedHashSet<UUID>();
    near.values().forEach(others::addAll);
    var read = read(transaction, space, others);
    var pairs = new ArrayList<MessageMarks.Pair>();
    near.forEach((one, its) -> its.forEach(id -> addPair(one, read.get(id), pairs)));
    var marked = new MessageMarks(transaction, space).mark(pairs);
    PgChangeFeed.append(transaction, space, marked);
    return marked.size();
  }

  private static List<UUID> near(Transaction transaction, SpaceId space, Told told, Long[] keys) {
    return transaction.list(
        row -> row.getUUID("message_id"),
        NEAR,
        space.value(),
        keys,
        Columns.of(told.at()),
        told.message(),
        REACH,
        READ);
  }

  private static Map<UUID, Told> read(
      Transaction transaction, SpaceId space, Collection<UUID> ids) {
    if (ids.isEmpty()) return Map.of();
    var read = new LinkedHashMap<UUID, Told>();
    for (var told :
        transaction.list(PgMarkStore::told, TEXTS, space.value(), ids.toArray(UUID[]::new))) {
      read.put(told.message(), told);
    }
    return read;
  }

  private static Told told(Row row) {
    Instant at = Columns.time(row, "told_at");
    return new Told(row.getUUID("id"), at, Figures.in(row.getString("text")));
  }

  private static void addPair(Told one, @Nullable Told other, List<MessageMarks.Pair> pairs) {
    if (other == null || one.at().equals(other.at())) return;
    var older = one.at().isBefore(other.at()) ? one : other;
    var newer = older == one ? other : one;
    for (Figure now : newer.figures()) {
      if (older.figures().stream().anyMatch(now::replaces)) {
        pairs.add(new MessageMarks.Pair(older.message(), newer.message()));
        return;
      }
    }
  }

  @Override
  public void markKept(SpaceId space) {
    UUID last = null;
    while (true) {
      var after = last;
      var ids =
          database.inSpace(
              space,
              transaction ->
                  transaction.list(
                      row -> row.getUUID("id"), OF_PERSONS, space.value(), after, BATCH));
      if (ids.isEmpty()) return;
      mark(space, ids);
      last = ids.getLast();
    }
  }
}
