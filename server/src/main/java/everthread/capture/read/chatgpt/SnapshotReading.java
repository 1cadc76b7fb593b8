package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.Json;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the page loaded it: a {@code mapping} of nodes (older), or pages of {@code
 * messages} with {@code page_info} (since September 2026).
 */
final class SnapshotReading {
  private final Capture capture;
  private final JsonNode root;
  private final MessageForest forest = new MessageForest();

  private SnapshotReading(Capture capture, JsonNode root) {
    this.capture = capture;
    this.root = root;
  }

  static Reading read(Capture capture) {
    var body = Json.parse(capture.body());
    var inner = body.path("conversation");
    return new SnapshotReading(capture, inner.isObject() ? inner : body).reading();
  }

  private Reading reading() {
    var mapping = root.path("mapping");
    var messages = root.path("messages").isArray() ? root.path("messages") : root.path("items");
    if (mapping.isObject()) plantMapping(mapping);
    else if (messages.isArray()) plantPage(messages);
    else return new Reading.Drift("mapping or messages");
    if (forest.isEmpty()) return new Reading.Nothing();
    var told =
        new Told(
            capture,
            Json.text(root, "title"),
            Json.text(root, "default_model_slug"),
            Json.time(root.path("create_time")));
    return told.reading(id(), forest, leaf());
  }

  private @Nullable String id() {
    var named = Json.text(root, "conversation_id");
    return named == null && root.has("title") ? Json.text(root, "id") : named;
  }

  private @Nullable String leaf() {
    var leaf = Json.text(root, "current_node");
    return leaf == null ? Json.text(root, "current_node_id") : leaf;
  }

  private void plantMapping(JsonNode mapping) {
    var parents = new HashMap<String, String>();
    for (var node : mapping.properties()) {
      for (var child : node.getValue().path("children"))
        parents.put(child.asText(""), node.getKey());
    }
    for (var node : mapping.properties()) {
      var parent = Json.text(node.getValue(), "parent");
      if (parent == null) parent = parents.get(node.getKey());
      var message = node.getValue().path("message");
      if (message.isObject()) Shown.plant(message, node.getKey(), parent, false, forest);
      else forest.hide(node.getKey(), parent, null);
    }
  }

  /** Without a parent's id a message follows the one before it, a second answer its question. */
  private void plantPage(JsonNode messages) {
    var questions = new HashMap<String, String>();
    String before = null;
    boolean answered = false;
    for (var entry : messages) {
      var message = entry.path("message").isObject() ? entry.path("message") : entry;
      var id = Json.text(message, "id");
      if (id == null) continue;
      var parent = Json.text(message, "metadata", "parent_id");
      if (parent == null) parent = Json.text(entry, "parent");
      if (parent == null) parent = follows(message, before, answered, questions);
      Shown.plant(message, id, parent, false, forest);
      if (Json.raw(message, "author", "role").equals("user")) questions.put(exchange(message), id);
      answered = Json.isSet(message.path("end_turn"));
      before = id;
    }
  }

  private static @Nullable String follows(
      JsonNode message, @Nullable String before, boolean answered, Map<String, String> questions) {
    boolean isAnswer = Json.raw(message, "author", "role").equals("assistant");
    var question = exchange(message).isEmpty() ? null : questions.get(exchange(message));
    return isAnswer && answered && question != null ? question : before;
  }

  private static String exchange(JsonNode message) {
    return Json.raw(message, "metadata", "turn_exchange_id");
  }
}
