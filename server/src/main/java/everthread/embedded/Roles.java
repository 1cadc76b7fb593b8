package everthread.embedded;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database and the two roles that use it. Brought to what this file says at every start; safe
 * to repeat, also after a start that broke off in the middle.
 */
record Roles(Home home, Secrets secrets, int port) {
  static final String DATABASE = "everthread";

  /** Owns the database and, by the migrations that run as it, every table. */
  static final String OWNER = "everthread_owner";

  /** As whom requests are served: owns nothing, so that row-level security binds it. */
  static final String APP = "everthread_app";

  void provide() throws IOException {
    try (var connection = login(Cluster.SUPERUSER, "postgres").connect();
        var statement = connection.createStatement()) {
      provideRole(statement, OWNER);
      provideRole(statement, APP);
      provideDatabase(statement);
    } catch (SQLException refused) {
      throw explain(refused);
    }
  }

  PostgresLogin login(String role, String database) throws IOException {
    var password =
        secrets
            .find(role)
            .orElseThrow(() -> new IOException("no password in " + secrets.file(role)));
    return new PostgresLogin("127.0.0.1", port, database, role, password);
  }

  /** The file is the truth: its password is set at every start. */
  private void provideRole(Statement statement, String role) throws SQLException, IOException {
    if (!holds(statement, "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(role))) {
      statement.execute("CREATE ROLE " + role);
    }
    var password = secrets.find(role).orElseGet(Secrets::random);
    statement.execute(
        """
        ALTER ROLE %1$s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '%2$s';
        -- An error's message may quote a value; the client gets it, the log does not.
        ALTER ROLE %1$s SET log_min_messages = 'log';
        """
            .formatted(role, password));
    if (secrets.find(role).isEmpty()) {
      secrets.keep(role, password);
    }
  }

  private static void provideDatabase(Statement statement) throws SQLException {
    if (!holds(statement, "SELECT FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
      statement.execute("CREATE DATABASE %s OWNER %s".formatted(DATABASE, OWNER));
    }
    if (holds(statement, "SELECT WHERE pg_has_role('%s', '%s', 'MEMBER')".formatted(APP, OWNER))) {
      statement.execute("REVOKE %s FROM %s CASCADE".formatted(OWNER, APP));
    }
    statement.execute(
        """
        ALTER DATABASE %1$s OWNER TO %2$s;
        REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
        GRANT CONNECT ON DATABASE %1$s TO %3$s;
        """
            .formatted(DATABASE, OWNER, APP));
  }

  private static boolean holds(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private LaunchException explain(SQLException refused) {
    var state = refused.getSQLState();
    if (state != null && state.startsWith("28")) {
      return new LaunchException(
          Reason.PASSWORD_REFUSED,
          "PostgreSQL does not take the password in %s. Delete that file and start Everthread again: it sets a new one."
              .formatted(secrets.file(Cluster.SUPERUSER)),
          refused);
    }
    if ("53100".equals(state)) {
      return new LaunchException(
          Reason.DISK_FULL, LaunchException.DISK_FULL.formatted(home.folder()), refused);
    }
    return new LaunchException(
        Reason.NOT_STARTED,
        "PostgreSQL started, but its roles could not be set: " + refused.getMessage(),
        refused);
  }
}
