package everthread.store.pg;

import everthread.space.SpaceId;
import everthread.supersession.MarkStore;
import everthread.supersession.Telling;
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
  private static final int READ = 20;

  private static final int BATCH = 500;

  /** $1 space, $2 messages: they may have been told anew. */
  private static final String FORGET =
      "DELETE FROM message_figure WHERE space_id = $1 AND message_id = ANY($2)";

  /**
   * $1 space, $2 message, $3 when it was said, $4 keys, $5 whose: of one length. A message that is
   * gone has none.
   */
  private static final String NOTE =
      """
      INSERT INTO message_figure (space_id, key, said_at, message_id, figure)
      SELECT $1, told.key, $3, $2, told.figure FROM unnest($4::bigint[], $5::int[]) AS told (key, figure)
      WHERE EXISTS (SELECT FROM message WHERE space_id = $1 AND id = $2)
      ON CONFLICT ON CONSTRAINT message_figure_pkey DO NOTHING
      """;

  /**
   * $1 space, $2 keys, $3 whose: of one length; $4 when, $5 message, $6 reach, $7 limit: who has a
   * figure that shares two keys with one of these.
   */
  private static final String NEAR =
      """
      SELECT message_id FROM (
        SELECT near.message_id, count(*) AS shared FROM unnest($2::bigint[], $3::int[]) AS told (key, figure)
        CROSS JOIN LATERAL (
          (SELECT message_id, f.figure FROM message_figure f
           WHERE f.space_id = $1 AND f.key = told.key AND f.said_at <= $4
           ORDER BY f.said_at DESC, f.message_id DESC LIMIT $6)
          UNION ALL
          (SELECT message_id, f.figure FROM message_figure f
           WHERE f.space_id = $1 AND f.key = told.key AND f.said_at > $4
           ORDER BY f.said_at, f.message_id LIMIT $6)) AS near
        WHERE near.message_id <> $5
        GROUP BY near.message_id, near.figure, told.figure HAVING count(*) >= 2) AS alike
      GROUP BY message_id ORDER BY max(shared) DESC, message_id DESC LIMIT $7
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

  /** A message with what it tells, and when it was said: no two of a conversation at once. */
  private record Told(UUID message, Instant at, Telling telling) {}

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
    var keys = new LinkedHashMap<Told, FigureKeys>();
    for (var one : told.values()) {
      if (!one.telling().isEmpty()) keys.put(one, FigureKeys.of(one.telling()));
    }
    keys.forEach(
        (one, its) ->
            transaction.run(
                NOTE,
                space.value(),
                one.message(),
                Columns.of(one.at()),
                its.keys(),
                its.figures()));
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

  private static List<UUID> near(
      Transaction transaction, SpaceId space, Told told, FigureKeys keys) {
    return transaction.list(
        row -> row.getUUID("message_id"),
        NEAR,
        space.value(),
        keys.keys(),
        keys.figures(),
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
    return new Told(row.getUUID("id"), at, Telling.in(row.getString("text")));
  }

  private static void addPair(Told one, @Nullable Told other, List<MessageMarks.Pair> pairs) {
    if (other == null) return;
    var older = isBefore(one, other) ? one : other;
    var newer = older == one ? other : one;
    if (newer.telling().retells(older.telling())) {
      pairs.add(new MessageMarks.Pair(older.message(), newer.message()));
    }
  }

  /**
   * By when it was said. Of two that bear the same time, as exports that know days only have them,
   * the one that was kept first, which its id tells.
   */
  private static boolean isBefore(Told one, Told other) {
    int order = one.at().compareTo(other.at());
    return order == 0 ? one.message().compareTo(other.message()) < 0 : order < 0;
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
