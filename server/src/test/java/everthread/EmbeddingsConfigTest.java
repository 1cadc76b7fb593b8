package everthread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import everthread.search.embed.EmbeddingsChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingsConfigTest {

  @Test
  void without_a_word_the_model_that_comes_with_everthread_reads() {
    assertThat(Config.of(Map.of()).embeddings())
        .isEqualTo(new EmbeddingsChoice.Local("e5-small-v2"));
  }

  @Test
  void another_a_folder_or_none_is_chosen_by_name(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "weights");

    assertThat(chosen("bge-small-en-v15"))
        .isEqualTo(new EmbeddingsChoice.Local("bge-small-en-v15"));
    assertThat(chosen(folder.toString())).isEqualTo(new EmbeddingsChoice.Local(folder.toString()));
    assertThat(chosen("off")).isEqualTo(new EmbeddingsChoice.Off());
  }

  @Test
  void an_endpoint_is_named_with_its_model() {
    var config =
        Config.of(
            Map.of(
                "EVERTHREAD_EMBEDDINGS_URL", "http://127.0.0.1:11434/v1",
                "EVERTHREAD_EMBEDDINGS_MODEL", "nomic-embed-text",
                "EVERTHREAD_EMBEDDINGS_KEY", "sk-1",
                "EVERTHREAD_EMBEDDINGS_DIMENSIONS", "256"));

    assertThat(config.embeddings())
        .isEqualTo(
            new EmbeddingsChoice.Endpoint(
                URI.create("http://127.0.0.1:11434/v1"),
                "nomic-embed-text",
                Optional.of("sk-1"),
                OptionalInt.of(256)));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    var faults =
        faults(
            Map.of(
                "EVERTHREAD_EMBEDDINGS_URL", "ftp://somewhere",
                "EVERTHREAD_EMBEDDINGS", "e5-small-v2",
                "EVERTHREAD_EMBEDDINGS_KEY", "with space",
                "EVERTHREAD_EMBEDDINGS_DIMENSIONS", "many"));

    assertThat(faults)
        .hasSize(5)
        .anyMatch(fault -> fault.contains("set one"))
        .anyMatch(fault -> fault.contains("_URL begins with http:// or https://"))
        .anyMatch(fault -> fault.contains("_MODEL"))
        .anyMatch(fault -> fault.contains("_KEY") && !fault.contains("with space"))
        .anyMatch(fault -> fault.contains("_DIMENSIONS=many"));
    assertThat(faults(Map.of("EVERTHREAD_EMBEDDINGS", "gpt-9"))).hasSize(1);
    assertThat(
            faults(
                Map.of(
                    "EVERTHREAD_EMBEDDINGS_URL", "http://[", "EVERTHREAD_EMBEDDINGS_MODEL", "m")))
        .containsExactly("EVERTHREAD_EMBEDDINGS_URL is not an address.");
  }

  private static EmbeddingsChoice chosen(String name) {
    return Config.of(Map.of("EVERTHREAD_EMBEDDINGS", name)).embeddings();
  }

  private static List<String> faults(Map<String, String> environment) {
    return catchThrowableOfType(Config.Invalid.class, () -> Config.of(environment)).faults();
  }
}
