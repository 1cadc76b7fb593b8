package everthread.bench.size;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Tells the change feed of what was filled in behind its back, message by message, so that the
 * server's model reads all of it as it would have been captured.
 */
final class Untold {
  private static final List<String> STATEMENTS =
      List.of(
          """
          INSERT INTO change (space_id, position, subject, subject_id, conversation_id)
          SELECT space.space_id, feed_position + row_number() OVER (ORDER BY message.id), 'MESSAGE',
            message.id, message.conversation_id
          FROM message JOIN space USING (space_id) WHERE space_id = ?::uuid
          """,
          """
          UPDATE space SET feed_position = (SELECT max(position) FROM change
            WHERE change.space_id = space.space_id) WHERE space_id = ?::uuid
          """,
          """
          INSERT INTO change (space_id, position, subject, subject_id)
          SELECT space.space_id, feed_position + row_number() OVER (ORDER BY memory.id), 'MEMORY',
            memory.id
          FROM memory JOIN space USING (space_id) WHERE space_id = ?::uuid
          """,
          """
          UPDATE space SET feed_position = (SELECT max(position) FROM change
            WHERE change.space_id = space.space_id) WHERE space_id = ?::uuid
          """);

  private Untold() {}

  static void tell(Path home, UUID space) throws IOException, SQLException {
    try (var lock = HomeLock.take(home);
        var postgres = EmbeddedPostgres.start(lock);
        var connection = postgres.owner().connect()) {
      connection.setAutoCommit(false);
      // Row-level security is forced on the owner too.
      try (var statement =
          connection.prepareStatement(
              "SELECT set_config('everthread.space', ?, true), set_config('everthread.worker', 'on', true)")) {
        statement.setString(1, space.toString());
        statement.execute();
      }
      for (var sql : STATEMENTS) {
        try (var statement = connection.prepareStatement(sql)) {
          statement.setObject(1, space);
          statement.executeUpdate();
        }
      }
      connection.commit();
    }
  }
}
