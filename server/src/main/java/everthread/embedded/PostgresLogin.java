package everthread.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * What a client needs to log in. Printing it does not show the password.
 *
 * @param host always 127.0.0.1
 * @param port stays the same while the server lives, also over a crash and restart of PostgreSQL
 * @param database the database's name
 * @param role who logs in
 * @param password letters and digits
 */
public record PostgresLogin(String host, int port, String database, String role, String password) {
  /** The address for JDBC, without role and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  /**
   * Opens a JDBC connection, which the caller closes. For migrations and checks; requests have a
   * pool of their own.
   */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  @Override
  public String toString() {
    return "%s as %s".formatted(jdbcUrl(), role);
  }
}
