package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts ChatGPT's delta encoding "v1" together. A frame holds a path {@code p}, an operation {@code
 * o}, a value {@code v} and a channel {@code c}; what is left out is as in the frame before. Each
 * channel holds one message. Not thread-safe.
 */
final class DeltaStream {
  private final Map<Integer, Patched> channels = new LinkedHashMap<>();
  private int channel;
  private String path = "";
  private String operation = "add";

  /** Takes one frame; what does not fit is passed over. */
  void take(JsonNode frame) {
    if (frame.path("c").canConvertToInt()) channel = frame.path("c").intValue();
    if (frame.path("p").isTextual()) path = frame.path("p").textValue();
    var value = frame.get("v");
    if (value == null) {
      if (frame.path("o").isTextual()) operation = frame.path("o").textValue();
      return;
    }
    if (isMessage(value)) {
      open(frame, value);
    } else {
      operation = frame.path("o").isTextual() ? frame.path("o").textValue() : usual(value);
      patch(path, operation, value, 0);
    }
  }

  private static boolean isMessage(JsonNode value) {
    return value.isObject() && (value.has("message") || value.has("author"));
  }

  private void open(JsonNode frame, JsonNode value) {
    if (!frame.path("c").canConvertToInt() && channels.containsKey(channel))
      channel = freeChannel();
    ObjectNode opened;
    if (value.has("message")) {
      opened = value.deepCopy();
    } else {
      opened = JsonNodeFactory.instance.objectNode();
      opened.set("message", value.deepCopy());
    }
    channels.remove(channel);
    channels.put(channel, new Patched(opened));
    path = "";
    operation = "add";
  }

  private int freeChannel() {
    return channels.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
  }

  /** A bare text goes on with the text before it, whatever stood between. */
  private String usual(JsonNode value) {
    if (value.isTextual() && !operation.equals("replace")) return "append";
    return operation;
  }

  private void patch(String at, String how, JsonNode value, int depth) {
    if (how.equals("patch") && value.isArray()) {
      if (depth > 2) return;
      for (var inner : value) {
        var how2 = inner.path("o").asText("append");
        patch(at + inner.path("p").asText(""), how2, inner.path("v"), depth + 1);
      }
      return;
    }
    var patched = channels.get(channel);
    if (patched == null) return;
    var where = at.isEmpty() && value.isTextual() ? Patched.SPOKEN : at;
    patched.apply(where, how, value);
  }

  /** The messages, in the order in which they were opened. */
  List<JsonNode> messages() {
    var messages = new ArrayList<JsonNode>();
    for (var patched : channels.values()) messages.add(patched.whole().path("message"));
    return messages;
  }

  /** The id of the conversation as the frames name it. */
  @Nullable String conversationId() {
    for (var patched : channels.values()) {
      var id = patched.whole().path("conversation_id");
      if (id.isTextual()) return id.textValue();
    }
    return null;
  }
}
