package everthread.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.bench.faults.Steps.Blow;
import everthread.bench.faults.Steps.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./bench faults}. */
@Tag("alone")
class FaultsTest {
  @TempDir Path folder;

  @Test
  void what_was_acknowledged_is_kept_once_and_found_whatever_is_killed()
      throws IOException, SQLException {
    var report = Kills.run(folder.resolve("home"), new Kills.Plan(2, 2, 1, 600), 7);

    assertThat(report.verdict().acknowledged()).isGreaterThanOrEqualTo(600);
    assertThat(report.verdict()).matches(Audit.Verdict::holds);
  }

  @Test
  void a_statement_at_which_the_server_dies_or_its_connection_is_cut_leaves_nothing_half_done()
      throws IOException, SQLException {
    try (var steps = new Steps(folder)) {
      for (var part : Part.values()) {
        for (boolean after : new boolean[] {false, true}) {
          assertThat(steps.strike(part, Blow.CUT, after, step -> step % 5 == 1).failures())
              .isEmpty();
        }
      }
      assertThat(steps.strike(Part.KEEPING, Blow.KILL, true, step -> step == 6).failures())
          .isEmpty();
    }
  }
}
