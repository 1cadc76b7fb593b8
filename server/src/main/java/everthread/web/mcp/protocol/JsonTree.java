package everthread.web.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes and writes the JSON trees of this room. Thread-safe. */
public final class JsonTree {
  private JsonTree() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Reads an object that stands in our own source; for what others sent there is Json.read. */
  public static ObjectNode ours(String text) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException("not JSON: " + text, wrong);
    }
  }

  /** The elements of an array; none of anything else. */
  public static Stream<JsonNode> stream(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
  }

  public static String write(JsonNode node) {
    return new String(Json.write(node), StandardCharsets.UTF_8);
  }
}
