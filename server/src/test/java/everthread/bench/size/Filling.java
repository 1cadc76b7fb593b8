package everthread.bench.size;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.space.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Puts generated conversations straight into a home's Postgres while no server runs, by arrays, as
 * years of chats would lie there. For each twenty messages one memory. The index is left to the
 * server.
 */
final class Filling {
  private static final int BATCH = 4_000;
  private static final int MESSAGES_A_MEMORY = 20;

  private static final String CONVERSATIONS =
      """
      INSERT INTO conversation (space_id, id, site, source_id, title, url, created_at, updated_at,
        told_at, message_count)
      SELECT ?::uuid, id, site, 'bench-' || id, title, 'https://chat.example/' || id, said, said,
        said, count
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::int[])
        AS told (id, site, title, said, count)
      """;

  private static final String MESSAGES =
      """
      INSERT INTO message (space_id, id, conversation_id, source_id, parent_source_id, role, text,
        said_at, first_seen_at, seen_at, ordinal, source, complete)
      SELECT ?::uuid, id, conversation, source_id, parent, role, text, said, said, said, ordinal, 3,
        true
      FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::timestamptz[], ?::int[])
        AS told (id, conversation, source_id, parent, role, text, said, ordinal)
      """;

  private static final String MEMORIES =
      """
      INSERT INTO memory (space_id, id, content, tags, site, statement_hash, state, created_at,
        updated_at)
      SELECT ?::uuid, id, content, ARRAY[tag], 'API', sha256(content::bytea), 'CURRENT', said, said
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[]) AS told (id, content, tag, said)
      """;

  private final Connection connection;

  /** The text of a message by its number. */
  private final IntFunction<String> text;

  private Filling(Connection connection, IntFunction<String> text) {
    this.connection = connection;
    this.text = text;
  }

  /**
   * Returns the seconds that it took, without starting and stopping Postgres.
   *
   * @param text of a message by its number
   */
  static double fill(Path home, List<UUID> spaces, int count, IntFunction<String> text)
      throws IOException, SQLException {
    try (var lock = HomeLock.take(home);
        var postgres = EmbeddedPostgres.start(lock);
        var connection = postgres.owner().connect()) {
      long began = System.nanoTime();
      new Filling(connection, text).fill(spaces, count);
      return (System.nanoTime() - began) / 1e9;
    }
  }

  private void fill(List<UUID> spaces, int count) throws SQLException {
    connection.setAutoCommit(false);
    int each = count / spaces.size();
    for (int at = 0; at < spaces.size(); at++) {
      for (int from = at * each; from < (at + 1) * each; from += BATCH) {
        enter(spaces.get(at));
        add(spaces.get(at), from, Math.min(from + BATCH, (at + 1) * each));
        connection.commit();
      }
      enter(spaces.get(at));
      run(
          "UPDATE space SET feed_position = feed_position + 1 WHERE space_id = ?::uuid",
          spaces,
          at);
      run(
          """
          INSERT INTO change (space_id, position, subject, subject_id)
          SELECT space_id, feed_position, 'CONVERSATION', space_id FROM space
          WHERE space_id = ?::uuid
          """,
          spaces,
          at);
      connection.commit();
    }
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }

  private void run(String sql, List<UUID> spaces, int at) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, spaces.get(at));
      statement.execute();
    }
  }

  /** Row-level security is forced on the owner too. */
  private void enter(UUID space) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT set_config('everthread.space', ?, true), set_config('everthread.worker', 'on', true)")) {
      statement.setString(1, space.toString());
      statement.execute();
    }
  }

  private void add(UUID space, int from, int to) throws SQLException {
    int count = to - from;
    int talks = (count + Words.TURNS - 1) / Words.TURNS;
    var talkIds = new UUID[talks];
    var sites = new String[talks];
    var titles = new String[talks];
    var begun = new OffsetDateTime[talks];
    var counts = new Integer[talks];
    for (int talk = 0; talk < talks; talk++) {
      int first = from + talk * Words.TURNS;
      talkIds[talk] = Ids.next();
      sites[talk] = Words.site(first).name();
      titles[talk] = "Talk " + first / Words.TURNS;
      begun[talk] = said(first);
      counts[talk] = Math.min(Words.TURNS, to - first);
    }
    insert(
        CONVERSATIONS,
        space,
        array("uuid", talkIds),
        array("text", sites),
        array("text", titles),
        array("timestamptz", begun),
        array("int4", counts));

    var ids = new UUID[count];
    var talkOf = new UUID[count];
    var sources = new String[count];
    var parents = new String[count];
    var roles = new String[count];
    var texts = new String[count];
    var times = new OffsetDateTime[count];
    var ordinals = new Integer[count];
    for (int i = 0; i < count; i++) {
      int message = from + i;
      int turn = i % Words.TURNS;
      ids[i] = Ids.next();
      talkOf[i] = talkIds[i / Words.TURNS];
      sources[i] = "m" + message;
      parents[i] = turn == 0 ? null : "m" + (message - 1);
      roles[i] = Words.role(message).name();
      texts[i] = text.apply(message);
      times[i] = said(message);
      ordinals[i] = turn;
    }
    insert(
        MESSAGES,
        space,
        array("uuid", ids),
        array("uuid", talkOf),
        array("text", sources),
        array("text", parents),
        array("text", roles),
        array("text", texts),
        array("timestamptz", times),
        array("int4", ordinals));
    addMemories(space, from, to);
  }

  private void addMemories(UUID space, int from, int to) throws SQLException {
    int count = (to - from) / MESSAGES_A_MEMORY;
    if (count == 0) return;
    var ids = new UUID[count];
    var contents = new String[count];
    var tags = new String[count];
    var times = new OffsetDateTime[count];
    for (int i = 0; i < count; i++) {
      ids[i] = Ids.next();
      contents[i] = "Fact " + (from + i) + " " + text.apply(from + i).substring(0, 40).strip();
      tags[i] = "topic" + i % 50;
      times[i] = said(from + i);
    }
    insert(
        MEMORIES,
        space,
        array("uuid", ids),
        array("text", contents),
        array("text", tags),
        array("timestamptz", times));
  }

  private static OffsetDateTime said(int message) {
    return Words.said(message).atOffset(ZoneOffset.UTC);
  }

  private java.sql.Array array(String type, Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  private void insert(String sql, UUID space, java.sql.Array... columns) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, space);
      for (int i = 0; i < columns.length; i++) statement.setArray(i + 2, columns[i]);
      statement.executeUpdate();
    }
  }
}
