package everthread.extract.llm;

import java.net.URI;
import java.util.Optional;

/**
 * The language model that the owner configured.
 *
 * @param url of an OpenAI-compatible API, such as {@code http://127.0.0.1:11434/v1}
 * @param key empty for a server that wants none
 * @param dailyTokens how many it may use in a day, counted in UTC
 */
public record ModelSettings(URI url, String model, Optional<String> key, long dailyTokens) {
  public ModelSettings {
    if (model.isBlank()) throw new IllegalArgumentException("the model has no name");
    if (dailyTokens < 0) throw new IllegalArgumentException("a negative number of tokens");
  }

  /** Where chat completions are asked for; the address may name it already. */
  URI completions() {
    var base = url.toString().replaceAll("/+$", "");
    return URI.create(base.endsWith("/chat/completions") ? base : base + "/chat/completions");
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return model + " at " + url.getHost();
  }
}
