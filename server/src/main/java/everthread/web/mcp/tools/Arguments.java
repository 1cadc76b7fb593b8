package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Site;
import everthread.web.mcp.protocol.JsonTree;
import java.util.List;
import java.util.Optional;

/**
 * Reads the arguments of a call.
 *
 * @param given fits the tool's input schema
 */
record Arguments(ObjectNode given) {

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name)).map(JsonNode::asText);
  }

  int number(String name, int otherwise) {
    return given.path(name).asInt(otherwise);
  }

  /** Without blanks around them, each once; empty when not given. */
  List<String> texts(String name) {
    return JsonTree.stream(given.path(name))
        .map(JsonNode::asText)
        .map(String::strip)
        .distinct()
        .toList();
  }

  Optional<Site> platform() {
    return text("platform").flatMap(Site::ofWireName);
  }
}
