package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

  @Test
  void what_has_run_out_goes_and_what_is_in_use_stays() throws SQLException {
    var sessions = new PgSessionStore(RealPostgres.database());
    var code = sessions.signInCode(RealPostgres.person().person());
    asOwner(
        """
        INSERT INTO one_time_code (code_hash, kind, person_id, expires_at)
        SELECT '\\x00', 'sign_in', id, now() - interval '1 minute' FROM person LIMIT 1
        """);

    int gone = new Housekeeping(RealPostgres.database()).tidy();

    assertThat(gone).isEqualTo(1);
    assertThat(sessions.redeem(code)).isPresent();
  }

  /** As the tables' owner, whom forced row security binds too; so the person is named. */
  private static void asOwner(String statement) throws SQLException {
    var person = RealPostgres.person().person();
    try (var connection = RealPostgres.owner().connect();
        var run = connection.createStatement()) {
      run.execute("SELECT set_config('everthread.person', '" + person + "', false)");
      run.execute(statement);
    }
  }
}
