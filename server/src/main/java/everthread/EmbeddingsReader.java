package everthread;

import everthread.search.embed.Embedders;
import everthread.search.embed.EmbeddingsChoice;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads from the environment which model is to read for meaning. */
final class EmbeddingsReader {
  private static final String MODEL = "EVERTHREAD_EMBEDDINGS";
  private static final Set<String> BUILT_IN = Set.of("e5-small-v2", "bge-small-en-v15");

  private final Map<String, String> environment;
  private final List<String> faults;

  /**
   * @param faults takes a sentence for each thing that is wrong
   */
  EmbeddingsReader(Map<String, String> environment, List<String> faults) {
    this.environment = environment;
    this.faults = faults;
  }

  EmbeddingsChoice read() {
    var name = text(MODEL);
    var url = text(MODEL + "_URL");
    if (name.isPresent() && url.isPresent()) {
      faults.add(MODEL + " names a model of this machine, " + MODEL + "_URL another; set one.");
    }
    return url.isPresent() ? endpoint(url.get()) : local(name.orElse(Embedders.DEFAULT));
  }

  private EmbeddingsChoice local(String name) {
    if (name.equals("off")) return new EmbeddingsChoice.Off();
    if (!BUILT_IN.contains(name) && !Files.isReadable(Path.of(name).resolve("model.onnx"))) {
      faults.add(
          MODEL
              + "="
              + name
              + " is none of e5-small-v2, bge-small-en-v15 and off, and no folder with a"
              + " model.onnx.");
    }
    return new EmbeddingsChoice.Local(name);
  }

  private EmbeddingsChoice endpoint(String text) {
    var model = text(MODEL + "_MODEL");
    if (model.isEmpty()) {
      faults.add(MODEL + "_MODEL is to name the model that " + MODEL + "_URL is asked for.");
    }
    var key = text(MODEL + "_KEY");
    if (key.isPresent() && !key.get().matches("[!-~]+")) {
      faults.add(MODEL + "_KEY holds characters that no key has.");
    }
    return new EmbeddingsChoice.Endpoint(url(text), model.orElse("?"), key, dimensions());
  }

  private URI url(String text) {
    try {
      var url = new URI(text);
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return url;
      }
      faults.add(MODEL + "_URL begins with http:// or https:// and names a host, without a user.");
    } catch (java.net.URISyntaxException unreadable) {
      faults.add(MODEL + "_URL is not an address.");
    }
    return URI.create("http://localhost");
  }

  private OptionalInt dimensions() {
    var text = text(MODEL + "_DIMENSIONS");
    if (text.isEmpty()) return OptionalInt.empty();
    if (text.get().matches("[1-9][0-9]{0,3}")) {
      return OptionalInt.of(Integer.parseInt(text.get()));
    }
    faults.add(MODEL + "_DIMENSIONS=" + text.get() + " is not a number from 1 to 9999.");
    return OptionalInt.empty();
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
