package everthread.store.pg;

import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Safe to run at every start; two servers starting wait in turn. */
public final class Migrations {
  private Migrations() {}

  /**
   * @param jdbcUrl address of the database
   * @param user the tables' owner
   * @param application the role that the server runs as; it is given what it needs and no more
   */
  public static void run(String jdbcUrl, String user, String password, String application) {
    Flyway.configure()
        .dataSource(jdbcUrl, user, password)
        .locations("classpath:everthread/store/pg/migrations")
        .table("schema_history")
        .load()
        .migrate();
    grant(jdbcUrl, user, password, application);
  }

  private static void grant(String jdbcUrl, String user, String password, String application) {
    if (application.equals(user)) return;
    var role = '"' + application.replace("\"", "\"\"") + '"';
    try (var connection = java.sql.DriverManager.getConnection(jdbcUrl, user, password);
        var statement = connection.createStatement()) {
      statement.execute("GRANT USAGE ON SCHEMA public TO " + role);
      statement.execute(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role);
      // So that it can sweep up after erasures; before PostgreSQL 17 only a table's owner can.
      if (connection.getMetaData().getDatabaseMajorVersion() >= 17) {
        statement.execute("GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO " + role);
      }
      statement.execute("REVOKE ALL ON schema_history FROM " + role);
    } catch (java.sql.SQLException failure) {
      throw new IllegalStateException("cannot grant to " + application, failure);
    }
  }
}
