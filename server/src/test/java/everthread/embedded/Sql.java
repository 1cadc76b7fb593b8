package everthread.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Short statements on connections of their own, so that tests read as what they say. */
final class Sql {
  private Sql() {}

  static void run(PostgresLogin login, String statements) throws SQLException {
    try (var connection = login.connect();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** Returns the first column of all rows, as text. */
  static List<String> column(PostgresLogin login, String query) throws SQLException {
    try (var connection = login.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  static String value(PostgresLogin login, String query) throws SQLException {
    return column(login, query).getFirst();
  }
}
