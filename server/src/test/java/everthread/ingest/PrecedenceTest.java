package everthread.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
  private static final int A_POST = 100;
  private static final int A_BURST = 400;

  private final AtomicLong nanos = new AtomicLong(1L << 40);
  private final Precedence precedence = new Precedence(nanos::get, nanos::addAndGet);

  private Duration restedAfter(Duration worked) {
    long before = nanos.get();
    precedence.giveWay(worked);
    return Duration.ofNanos(nanos.get() - before);
  }

  @Test
  void nobody_rests_without_a_burst() {
    assertThat(restedAfter(Duration.ofMillis(100))).isZero();
    assertThat(precedence.committing(A_POST, () -> restedAfter(Duration.ofMillis(100)))).isZero();
  }

  @Test
  void in_a_burst_one_rests_twelve_times_as_long_as_one_worked_and_a_second_at_most() {
    assertThat(precedence.committing(A_BURST, () -> restedAfter(Duration.ofMillis(50))))
        .isEqualTo(Duration.ofMillis(600));
    assertThat(precedence.committing(A_BURST, () -> restedAfter(Duration.ofMillis(900))))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void the_rest_ends_soon_after_the_burst() {
    precedence.committing(A_BURST, () -> nanos.addAndGet(1));

    assertThat(restedAfter(Duration.ofSeconds(1)))
        .isBetween(Duration.ofMillis(50), Duration.ofMillis(70));
    assertThat(restedAfter(Duration.ofSeconds(1))).isZero();
  }

  @Test
  void after_half_a_minute_nobody_gives_way_any_more() {
    precedence.committing(
        A_BURST,
        () -> {
          nanos.addAndGet(Duration.ofSeconds(30).toNanos());
          assertThat(restedAfter(Duration.ofSeconds(1))).isZero();
          return null;
        });
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(precedence.committing(A_BURST, () -> restedAfter(Duration.ofMillis(10))))
        .isEqualTo(Duration.ofMillis(120));
  }
}
