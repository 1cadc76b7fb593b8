package everthread.search.embed;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** Which model reads for meaning, as the owner configured it. */
public sealed interface EmbeddingsChoice {

  /** None: words answer alone. What an earlier model made is kept. */
  record Off() implements EmbeddingsChoice {}

  /** One on this machine. @param name as of {@link Embedders#local} */
  record Local(String name) implements EmbeddingsChoice {}

  /**
   * One behind an address: it receives every text.
   *
   * @param url of an OpenAI-compatible API; {@code /embeddings} is added where it is missing
   * @param model as the endpoint calls it
   * @param dimensions how many numbers it is asked for; empty for as many as it likes
   */
  record Endpoint(URI url, String model, Optional<String> key, OptionalInt dimensions)
      implements EmbeddingsChoice {

    /** Never the key. */
    @Override
    public String toString() {
      return "Endpoint[" + source() + "]";
    }

    /** Names the model and who runs it. */
    public String source() {
      return model + "@" + url.getAuthority();
    }
  }
}
