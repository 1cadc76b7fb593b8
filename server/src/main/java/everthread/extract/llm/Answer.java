package everthread.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a model wrote, read. Pure. */
final class Answer {
  private static final JsonMapper JSON = new JsonMapper();

  /** From one message no more is noted; a model that writes on and on is wrong. */
  private static final int MOST = 12;

  private Answer() {}

  /** A fact as the model put it, not yet held against the message. */
  record Claim(String fact, String quote, boolean certain) {}

  /** The claims; empty when it is no such JSON, also between a fence or other words. */
  static Optional<List<Claim>> read(String content) {
    int from = content.indexOf('{');
    int to = content.lastIndexOf('}');
    if (from < 0 || to < from) return Optional.empty();
    try {
      var facts = JSON.readTree(content.substring(from, to + 1)).path("facts");
      return facts.isArray() ? Optional.of(claims(facts)) : Optional.empty();
    } catch (JsonProcessingException garbage) {
      return Optional.empty();
    }
  }

  private static List<Claim> claims(JsonNode facts) {
    var claims = new ArrayList<Claim>();
    for (var fact : facts) {
      var text = fact.path("fact").asText("").strip().replaceFirst("[.!]+$", "");
      var quote = fact.path("quote").asText("").strip();
      if (text.isEmpty() || quote.isEmpty() || claims.size() == MOST) continue;
      claims.add(new Claim(text, quote, fact.path("certain").asBoolean(false)));
    }
    return claims;
  }
}
