package everthread.capture.read.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.capture.read.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Puts streamed content blocks together into what the conversation JSON later holds. */
final class StreamedBlocks {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<Integer, Open> blocks = new TreeMap<>();

  private static final class Open {
    final ObjectNode block;
    final StringBuilder text = new StringBuilder();
    final StringBuilder thinking = new StringBuilder();
    final StringBuilder input = new StringBuilder();
    final ArrayNode citations = NODES.arrayNode();
    final ArrayNode summaries = NODES.arrayNode();
    final Map<String, ObjectNode> openCitations = new HashMap<>();

    Open(ObjectNode block) {
      this.block = block;
      text.append(Json.raw(block, "text"));
      thinking.append(Json.raw(block, "thinking"));
    }
  }

  void start(int index, JsonNode block) {
    if (block instanceof ObjectNode object) blocks.put(index, new Open(object.deepCopy()));
  }

  void delta(int index, JsonNode delta) {
    var type = Json.raw(delta, "type");
    var open = blocks.computeIfAbsent(index, missing -> new Open(opened(type)));
    switch (type) {
      case "text_delta" -> open.text.append(Json.raw(delta, "text"));
      case "thinking_delta" -> open.thinking.append(Json.raw(delta, "thinking"));
      case "input_json_delta" -> open.input.append(Json.raw(delta, "partial_json"));
      case "thinking_summary_delta" -> open.summaries.add(delta.path("summary"));
      case "citation_start_delta" -> begin(delta.path("citation"), open);
      case "citation_end_delta" -> end(Json.raw(delta, "citation_uuid"), open);
      default -> {
        // Signatures, flags and progress notes are not kept.
      }
    }
  }

  /** A block whose start was lost is known by what is added to it. */
  private static ObjectNode opened(String deltaType) {
    var type =
        switch (deltaType) {
          case "thinking_delta", "thinking_summary_delta" -> "thinking";
          case "input_json_delta" -> "tool_use";
          default -> "text";
        };
    return NODES.objectNode().put("type", type);
  }

  private static void begin(JsonNode citation, Open open) {
    if (!(citation instanceof ObjectNode object)) return;
    var copy = object.deepCopy();
    copy.put("start_index", open.text.length()).put("end_index", open.text.length());
    open.openCitations.put(Json.raw(citation, "uuid"), copy);
    open.citations.add(copy);
  }

  private static void end(String uuid, Open open) {
    var citation = open.openCitations.remove(uuid);
    if (citation != null) citation.put("end_index", open.text.length());
  }

  JsonNode content() {
    var content = NODES.arrayNode();
    for (var open : blocks.values()) {
      var block = open.block;
      switch (Json.raw(block, "type")) {
        case "text" -> block.put("text", open.text.toString()).set("citations", open.citations);
        case "thinking" ->
            block.put("thinking", open.thinking.toString()).set("summaries", open.summaries);
        case "tool_use" -> {
          var input = Json.parse(open.input.toString());
          if (input.isObject()) block.set("input", input);
        }
        default -> {
          // Results come whole.
        }
      }
      content.add(block);
    }
    return content;
  }
}
