package everthread.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.vitals.Troubles.Area;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private final Troubles troubles =
      new Troubles(Clock.fixed(Instant.parse("2026-11-22T14:00:00Z"), ZoneOffset.UTC));

  @Test
  void the_same_failure_again_is_counted_not_listed_twice() {
    troubles.note(Area.READING, "NullPointerException");
    troubles.note(Area.READING, "NullPointerException");
    troubles.note(Area.EXTRACTION, "NullPointerException");

    assertThat(troubles.latest()).hasSize(2);
    assertThat(troubles.latest()).anyMatch(one -> one.area() == Area.READING && one.count() == 2);
  }

  @Test
  void however_many_kinds_there_are_only_so_many_are_kept() {
    for (int i = 0; i < 1_000; i++) troubles.note(Area.REQUEST, "kind " + i);

    assertThat(troubles.latest()).hasSize(50);
  }

  @Test
  void a_database_that_died_and_came_back_counts_once() {
    var restarts = new DatabaseRestarts(Clock.systemUTC());

    restarts.answers();
    restarts.died();
    restarts.died();
    restarts.answers();

    assertThat(restarts.count()).isEqualTo(1);
    assertThat(restarts.last()).isPresent();
  }
}
