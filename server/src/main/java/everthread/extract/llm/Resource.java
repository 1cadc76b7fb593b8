package everthread.extract.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The texts that lie beside this code. */
final class Resource {
  private Resource() {}

  static String text(String name) {
    var path = "/everthread/extract/llm/" + name;
    try (var stream = Objects.requireNonNull(Resource.class.getResourceAsStream(path), path)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
