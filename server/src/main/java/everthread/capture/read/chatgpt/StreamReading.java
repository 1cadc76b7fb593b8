package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.EventStream;
import everthread.capture.read.Json;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reply as it was streamed: delta frames, older frames that repeat the whole message, and what
 * came over a WebSocket. What the person asked stands in the request, and mostly in the stream.
 */
final class StreamReading {
  private final Capture capture;
  private final JsonNode request;
  private final DeltaStream deltas = new DeltaStream();
  private final Map<String, JsonNode> whole = new LinkedHashMap<>();
  private @Nullable String conversationId;
  private @Nullable String title;
  private boolean ended;
  private int understood;

  private StreamReading(Capture capture) {
    this.capture = capture;
    this.request = Json.of(capture.request());
  }

  static Reading read(Capture capture) {
    var reading = new StreamReading(capture);
    for (var event : EventStream.events(capture.body())) reading.take(event.json(), 0);
    if (reading.understood == 0) reading.takeSocketFrames(Json.parse(capture.body()), 0);
    return reading.reading();
  }

  private void take(JsonNode frame, int depth) {
    if (frame.isArray() && depth < 3) {
      for (var each : frame) take(each, depth + 1);
    }
    if (!frame.isObject()) return;
    if (conversationId == null) conversationId = Json.text(frame, "conversation_id");
    var type = Json.raw(frame, "type");
    if (!type.isEmpty()) {
      typed(type, frame);
    } else if (frame.path("message").isObject()) {
      keep(frame.path("message"));
    } else if (frame.has("v") || frame.has("o") || frame.has("p") || frame.has("c")) {
      understood++;
      deltas.take(frame);
    }
  }

  private void typed(String type, JsonNode frame) {
    understood++;
    switch (type) {
      case "title_generation" -> title = Json.text(frame, "title");
      case "input_message" -> keep(frame.path("input_message"));
      case "message_stream_complete" -> ended = true;
      default -> {
        // Tokens, markers, limits and moderation say nothing that is kept.
      }
    }
  }

  private void keep(JsonNode message) {
    understood++;
    var id = Json.text(message, "id");
    if (id != null) whole.put(id, message);
  }

  /** Frames of the WebSocket as they came, should the sender not have joined them. */
  private void takeSocketFrames(JsonNode node, int depth) {
    if (depth > 12) return;
    if (node.isTextual() && node.textValue().contains("encoded_item")) {
      takeSocketFrames(Json.parse(node.textValue()), depth + 1);
    }
    var item = Json.text(node, "encoded_item");
    if (item != null) for (var event : EventStream.events(item)) take(event.json(), 0);
    if (node.isContainerNode()) for (var inner : node) takeSocketFrames(inner, depth + 1);
  }

  private Reading reading() {
    if (understood == 0 && !capture.body().isBlank()) return new Reading.Drift("delta frame");
    var messages = new LinkedHashMap<String, JsonNode>();
    for (var asked : request.path("messages")) put(asked, messages);
    whole.values().forEach(message -> put(message, messages));
    deltas.messages().forEach(message -> put(message, messages));
    var forest = new MessageForest();
    plant(messages, forest);
    if (forest.isEmpty()) return new Reading.Nothing();
    var told = new Told(capture, title, model(messages), null);
    var named = conversationId != null ? conversationId : deltas.conversationId();
    return told.reading(
        named != null ? named : Json.text(request, "conversation_id"),
        forest,
        messages.isEmpty() ? null : messages.lastEntry().getKey());
  }

  /** The request names a question first, the stream tells more of it. */
  private static void put(JsonNode message, Map<String, JsonNode> messages) {
    var id = Json.text(message, "id");
    if (id != null && message.has("author")) messages.put(id, message);
  }

  private void plant(Map<String, JsonNode> messages, MessageForest forest) {
    var before = Json.text(request, "parent_message_id");
    if (before != null && !before.matches("[0-9a-fA-F-]{36}")) before = null;
    for (var message : messages.entrySet()) {
      var id = message.getKey();
      var parent = Json.text(message.getValue(), "metadata", "parent_id");
      boolean isAsked = Json.raw(message.getValue(), "author", "role").equals(Role.USER.wireName());
      if (parent == null || isAsked && !messages.containsKey(parent) && before != null)
        parent = before;
      Shown.plant(message.getValue(), id, parent, ended, forest);
      before = id;
    }
  }

  private @Nullable String model(Map<String, JsonNode> messages) {
    String found = null;
    for (var message : messages.values()) {
      var model = Shown.model(message);
      if (model != null) found = model;
    }
    return found;
  }
}
