package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.space.Holder;
import everthread.space.Ids;
import everthread.space.Scope;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentHoldersTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicLong changes = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final RecentHolders recent = new RecentHolders(changes::get, nanos::get);
  private final Holder holder = holder();

  private static Holder holder() {
    var home = new SpaceId(Ids.next());
    return new Holder(Ids.next(), Ids.next(), home, Set.of(Scope.READ), Set.of(home));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void who_asked_a_moment_ago_is_known() {
    recent.remember("hash", holder, recent.before(), LONG);
    pass(Duration.ofMillis(999));

    assertThat(recent.of("hash")).contains(holder);
    assertThat(recent.of("another")).isEmpty();
  }

  @Test
  void after_a_second_the_database_is_asked_again() {
    recent.remember("hash", holder, recent.before(), LONG);
    pass(Duration.ofSeconds(1));

    assertThat(recent.of("hash")).isEmpty();
  }

  @Test
  void a_key_that_runs_out_sooner_is_known_only_until_then() {
    recent.remember("hash", holder, recent.before(), Duration.ofMillis(20));
    pass(Duration.ofMillis(20));

    assertThat(recent.of("hash")).isEmpty();
  }

  @Test
  void any_change_of_keys_ends_what_is_remembered() {
    recent.remember("hash", holder, recent.before(), LONG);
    changes.incrementAndGet();

    assertThat(recent.of("hash")).isEmpty();
  }

  @Test
  void a_look_during_which_something_changed_brings_nothing_that_lasts() {
    long before = recent.before();
    changes.incrementAndGet();
    recent.remember("hash", holder, before, LONG);

    assertThat(recent.of("hash")).isEmpty();
  }
}
