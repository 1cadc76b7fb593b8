package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A home of an earlier version is brought up to date with what it holds. */
class EarlierMemoriesTest {
  private static final String SPACE = "00000000-0000-7000-8000-000000000001";
  private static final String CHAT = "00000000-0000-7000-8000-000000000002";

  @Test
  void memories_of_an_earlier_version_keep_their_messages_and_times() throws Exception {
    var home = Files.createTempDirectory("everthread-earlier-test");
    try (var postgres = EmbeddedPostgres.start(HomeLock.take(home))) {
      var owner = postgres.owner();
      Flyway.configure()
          .dataSource(owner.jdbcUrl(), owner.role(), owner.password())
          .locations("classpath:everthread/store/pg/migrations")
          .table("schema_history")
          .target("6")
          .load()
          .migrate();
      try (var connection = owner.connect()) {
        fill(connection);
      }

      Migrations.run(owner.jdbcUrl(), owner.role(), owner.password(), postgres.app().role());

      try (var connection = owner.connect()) {
        see(connection);
        assertThat(
                rows(
                    connection,
                    "SELECT content || ' ' || evidence || ' ' || (held @> '2026-02-01Z'::timestamptz) || ' ' || ended_by_hand FROM memory ORDER BY id"))
            .containsExactly("heard 1 true false", "written 0 false false", "old 0 true true");
        assertThat(rows(connection, "SELECT quote || ' ' || said_at FROM memory_evidence"))
            .hasSize(1)
            .first()
            .asString()
            .startsWith("I said 2026-01-10");
        assertThat(rows(connection, "SELECT kind FROM job")).containsExactly("SETTLE");
      }
    }
  }

  private static void fill(Connection connection) throws SQLException {
    see(connection);
    try (var statement = connection.createStatement()) {
      statement.execute("INSERT INTO space (space_id, name) VALUES ('" + SPACE + "', 'home')");
      statement.execute(
          """
          INSERT INTO conversation (space_id, id, site, source_id, created_at, updated_at, told_at)
          VALUES ('%s', '%s', 'CLAUDE', 'c', now(), now(), now())
          """
              .formatted(SPACE, CHAT));
      statement.execute(
          """
          INSERT INTO memory (space_id, id, content, site, conversation_id, message_id, message_source_id,
            role, quote, extractor, confidence, statement_hash, state, valid_since, valid_until,
            created_at, updated_at)
          VALUES
            ('%1$s', '00000000-0000-7000-8000-0000000000a1', 'heard', 'CLAUDE', '%2$s', '%2$s', 'm',
              'USER', 'I said', 'test', 0.9, 'h1', 'CURRENT', '2026-01-10Z', NULL, now(), now()),
            ('%1$s', '00000000-0000-7000-8000-0000000000a2', 'written', 'API', NULL, NULL, NULL,
              NULL, NULL, NULL, NULL, 'h2', 'CURRENT', NULL, NULL, now(), now()),
            ('%1$s', '00000000-0000-7000-8000-0000000000a3', 'old', 'API', NULL, NULL, NULL,
              NULL, NULL, NULL, NULL, 'h3', 'SUPERSEDED', NULL, '2026-03-10Z', now(), now())
          """
              .formatted(SPACE, CHAT));
    }
  }

  private static void see(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "SELECT set_config('everthread.space', '%s', false), set_config('everthread.worker', 'on', false)"
              .formatted(SPACE));
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      while (found.next()) rows.add(found.getString(1));
    }
    return rows;
  }
}
