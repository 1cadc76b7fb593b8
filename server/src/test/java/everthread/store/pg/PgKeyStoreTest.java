package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.space.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Keys as the one server of an embedded database knows them: a look of a moment ago counts. */
class PgKeyStoreTest {
  private final Database database = RealPostgres.database();
  private final PgKeyStore keys = PgKeyStore.writtenHereOnly(database);

  @Test
  void a_revoked_key_is_refused_at_once() {
    var made = keys.make(RealPostgres.principal(), "short-lived", Set.of(Scope.READ), null);
    assertThat(keys.find(made.secret())).isPresent();
    assertThat(keys.find(made.secret())).isPresent();

    keys.revoke(RealPostgres.principal(), made.key().id());

    assertThat(keys.find(made.secret())).isEmpty();
  }

  @Test
  void a_key_for_all_spaces_opens_a_new_one_at_once() {
    var made = keys.make(RealPostgres.principal(), "all", Set.of(Scope.ADMIN), null);
    assertThat(keys.find(made.secret())).isPresent();

    var space = new PgSpaceStore(database).create(RealPostgres.principal(), "new").id();

    assertThat(keys.find(made.secret()).orElseThrow().spaces()).contains(space);
  }

  @Test
  void a_key_that_runs_out_is_refused_from_then_on() {
    var end = Instant.now().plusMillis(400);
    var made = keys.make(RealPostgres.principal(), "brief", Set.of(Scope.READ), end);
    while (Instant.now().isBefore(end.plusMillis(5))) {
      var unused = keys.find(made.secret());
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    assertThat(keys.find(made.secret())).isEmpty();
  }

  @Test
  void a_key_that_nobody_has_is_not_found_twice_either() {
    assertThat(keys.find("et_" + "x".repeat(40))).isEmpty();
    assertThat(keys.find("et_" + "x".repeat(40))).isEmpty();
  }
}
