package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second lock: whatever a statement forgets, the database remembers. */
class RowSecurityTest {

  @Test
  void without_a_setting_no_table_shows_a_row_to_the_application() throws SQLException {
    new PgKeyStore(RealPostgres.database())
        .make(RealPostgres.principal(), "seen by nobody", java.util.Set.of(), null);

    for (var table : tables()) {
      var rows = RealPostgres.pool().query("SELECT * FROM " + table).execute().await();
      assertThat(rows.size()).as(table).isZero();
    }
  }

  @Test
  void every_table_has_row_security_and_it_binds_its_owner_too() throws SQLException {
    try (var connection = RealPostgres.owner().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT relname FROM pg_class WHERE relkind = 'r'
                  AND relnamespace = 'public'::regnamespace AND relname <> 'schema_history'
                  AND NOT (relrowsecurity AND relforcerowsecurity)
                """)) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void the_application_owns_nothing_and_bypasses_nothing() {
    var role =
        RealPostgres.pool()
            .query(
                """
                SELECT rolsuper OR rolbypassrls AS above,
                  (SELECT count(*) FROM pg_tables WHERE tableowner = current_user) AS owned
                FROM pg_roles WHERE rolname = current_user
                """)
            .execute()
            .await()
            .iterator()
            .next();

    assertThat(role.getBoolean("above")).isFalse();
    assertThat(role.getLong("owned")).isZero();
  }

  private static List<String> tables() throws SQLException {
    var tables = new ArrayList<String>();
    try (var connection = RealPostgres.owner().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_history'")) {
      while (rows.next()) tables.add(rows.getString(1));
    }
    return tables;
  }
}
