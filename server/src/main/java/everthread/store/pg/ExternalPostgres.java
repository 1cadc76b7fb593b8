package everthread.store.pg;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a Postgres of one's own before anything is trusted to it. What is unsafe is said, a
 * sentence each, and the server does not start.
 */
public final class ExternalPostgres {
  private static final int OLDEST = 15;

  private ExternalPostgres() {}

  /** What is wrong with the database for keeping years of conversations; empty when nothing is. */
  public static List<String> faults(String jdbcUrl, String user, String password) {
    try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      return faults(connection);
    } catch (SQLException away) {
      return List.of(
          "DATABASE_URL: the database cannot be reached or refuses the login (SQL state "
              + away.getSQLState()
              + "). Check that it runs, and address, user and password.");
    }
  }

  private static List<String> faults(Connection connection) throws SQLException {
    var faults = new ArrayList<String>();
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST) {
      faults.add("DATABASE_URL: this is PostgreSQL " + version + "; Everthread needs 15 or newer.");
    }
    for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      if (show(connection, setting).equals("off")) {
        faults.add(
            "DATABASE_URL: "
                + setting
                + " is off there, so what was acknowledged could be lost in a crash. Turn it on.");
      }
    }
    if (bypassesRowSecurity(connection)) {
      faults.add(
          "DATABASE_URL: this role is a superuser or has BYPASSRLS, so row-level security would not"
              + " hold spaces apart. Use a role of its own that owns the database and has neither.");
    }
    return faults;
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static boolean bypassesRowSecurity(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }
}
