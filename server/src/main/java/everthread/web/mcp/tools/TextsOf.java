package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** Changes every text inside of a JSON value, whatever its depth. Pure. */
final class TextsOf {
  private TextsOf() {}

  /** A changed copy; names of members stay as they are. */
  static ObjectNode changed(ObjectNode object, UnaryOperator<String> change) {
    var copy = JsonNodeFactory.instance.objectNode();
    for (var member : object.properties()) {
      copy.set(member.getKey(), changed(member.getValue(), change));
    }
    return copy;
  }

  private static JsonNode changed(JsonNode node, UnaryOperator<String> change) {
    if (node.isTextual()) return JsonNodeFactory.instance.textNode(change.apply(node.asText()));
    if (node instanceof ObjectNode object) return changed(object, change);
    if (!node.isArray()) return node;
    var copy = JsonNodeFactory.instance.arrayNode(node.size());
    for (var element : node) copy.add(changed(element, change));
    return copy;
  }
}
