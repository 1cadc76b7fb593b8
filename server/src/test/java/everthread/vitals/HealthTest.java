package everthread.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
  @Test
  void a_server_is_ready_when_every_part_works() {
    var report = new Health.Builder().threads("workers", () -> 3, 3).build().report();

    assertThat(report.isReady()).isTrue();
    assertThat(report.code()).isEqualTo("ready");
  }

  @Test
  void a_thread_that_died_is_noticed() {
    var report = new Health.Builder().threads("workers", () -> 2, 3).build().report();

    assertThat(report.isReady()).isFalse();
    assertThat(report.code()).isEqualTo("workers_dead");
    assertThat(report.parts().getFirst().words()).startsWith("2 of 3 running.");
  }

  @Test
  void a_part_that_does_not_answer_holds_nobody_up() {
    var never = new CountDownLatch(1);
    var health =
        new Health.Builder()
            .part("database", () -> awaited(never), "database_away", "fine", "away")
            .threads("indexer", () -> 1, 1)
            .build();

    var report = health.report();

    assertThat(report.code()).isEqualTo("database_away");
    assertThat(report.parts()).hasSize(2);
    never.countDown();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void a_check_that_breaks_is_a_part_that_does_not_work() {
    var health =
        new Health.Builder()
            .threads(
                "indexer",
                () -> {
                  throw new IllegalStateException("CANARY");
                },
                1)
            .build();

    var part = health.report().parts().getFirst();

    assertThat(part.code()).isEqualTo("indexer_failed");
    assertThat(part.words()).doesNotContain("CANARY");
  }

  @Test
  void a_server_that_drains_is_not_ready_though_all_works() {
    var health = new Health.Builder().threads("workers", () -> 3, 3).build();

    health.drain();

    assertThat(health.report().code()).isEqualTo("draining");
  }

  @Test
  void too_little_room_is_told_before_the_database_falls_over(@TempDir Path folder) {
    var roomy = new Health.Builder().storage(new DiskSpace(folder, 0)).build().report();
    var full = new Health.Builder().storage(new DiskSpace(folder, Long.MAX_VALUE)).build().report();

    assertThat(roomy.isReady()).isTrue();
    assertThat(full.code()).isEqualTo("storage_full");
  }
}
