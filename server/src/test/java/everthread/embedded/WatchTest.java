package everthread.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTest {
  @Test
  void a_postgres_killed_a_hundred_times_in_a_row_is_never_kept_waiting_for_long() {
    for (int death = 1; death <= 100; death++) {
      assertThat(Watch.pause(death)).isBetween(Duration.ZERO, Duration.ofSeconds(3));
    }
  }

  @Test
  void the_first_restart_comes_at_once_and_further_ones_wait_longer() {
    assertThat(Watch.pause(1)).isZero();
    assertThat(Watch.pause(3)).isGreaterThan(Watch.pause(2));
  }
}
