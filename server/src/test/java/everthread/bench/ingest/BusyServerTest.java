package everthread.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of what ./bench ingest does to a server: the outcome alone, no times. */
@Tag("alone")
class BusyServerTest {

  @Test
  void a_busy_server_that_is_stopped_loses_nothing_and_breaks_no_connection()
      throws IOException, InterruptedException {
    var seen = Sigterm.stop(2, 1_000);

    assertThat(seen.acknowledged()).isPositive();
    assertThat(seen.lost()).isZero();
    assertThat(seen.broken()).isZero();
  }

  @Test
  void more_than_can_be_taken_in_is_refused_with_a_time_to_come_back_and_all_is_well_after()
      throws IOException {
    try (var server = ChildServer.fresh()) {
      var posts = IngestBench.posts(5, 400, 50);

      var samples = Load.closed(server.port(), "/v1/captures", 300, posts);

      assertThat(samples).extracting(Load.Sample::status).isSubsetOf(Set.of(200, 429, 503));
      assertThat(samples).extracting(Load.Sample::status).contains(200, 503);
      assertThat(Overload.withoutRetryAfter(samples)).isZero();
      var after = Load.closed(server.port(), "/v1/captures", 1, IngestBench.posts(6, 5, 1));
      assertThat(after).extracting(Load.Sample::status).containsOnly(200);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
