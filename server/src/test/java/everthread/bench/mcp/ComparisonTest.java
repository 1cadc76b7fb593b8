package everthread.bench.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;

/** What the benchmark compares does the same work. */
class ComparisonTest {
  @Test
  void the_servers_find_the_same_and_take_calls_one_after_another()
      throws IOException, LifecycleException, InterruptedException {
    try (var corpus = new Corpus(2_000);
        var layer = new LayerServer(corpus.tools(), corpus.anybody());
        var built = new SdkServer(corpus.tools(), corpus.anybody(), false);
        var immediate = new SdkServer(corpus.tools(), corpus.anybody(), true)) {
      var question = Corpus.questions().getFirst();

      var found = Found.texts(layer.port(), "search_memory", question);

      assertThat(found).isNotEmpty();
      assertThat(Found.texts(built.port(), "search_memory", question)).isEqualTo(found);
      assertThat(Found.texts(immediate.port(), "search_memory", question)).isEqualTo(found);
      for (var era : Era.values()) assertThat(calls(layer.port(), era)).hasSize(80);
      assertThat(calls(built.port(), Era.SESSION)).hasSize(80);
    }
  }

  private static List<Long> calls(int port, Era era) throws IOException, InterruptedException {
    return new Load(port, era, Trivial.NAME).run(80).nanos();
  }
}
