package everthread.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Conversation;
import everthread.conversation.Message;
import org.jspecify.annotations.Nullable;

/** A reading as the JSON of conversation.expected.json: what is not told, is left out. */
final class ReadingText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReadingText() {}

  static JsonNode of(Reading reading) {
    var node = NODES.objectNode();
    switch (reading) {
      case Reading.Found found -> node.set("conversation", of(found.conversation()));
      case Reading.Nothing() -> node.put("nothing", true);
      case Reading.Forbidden forbidden -> node.put("forbidden", forbidden.code());
      case Reading.Drift drift -> node.put("drift", drift.missing());
    }
    return node;
  }

  private static ObjectNode of(Conversation told) {
    var node = NODES.objectNode();
    put(node, "source_id", told.sourceId());
    put(node, "title", told.title());
    put(node, "project", told.project());
    put(node, "url", told.url());
    put(node, "model", told.model());
    put(node, "created_at", told.createdAt());
    put(node, "active_leaf", told.activeLeaf());
    var messages = node.putArray("messages");
    for (var message : told.messages()) messages.add(of(message));
    return node;
  }

  private static ObjectNode of(Message told) {
    var node = NODES.objectNode();
    put(node, "source_id", told.sourceId());
    put(node, "parent_source_id", told.parentSourceId());
    put(node, "role", told.role().wireName());
    put(node, "author", told.author());
    put(node, "text", told.text());
    put(node, "reasoning", told.reasoning());
    put(node, "model", told.model());
    put(node, "created_at", told.createdAt());
    if (!told.complete()) node.put("complete", false);
    if (told.attachments().isEmpty()) return node;
    var attachments = node.putArray("attachments");
    for (var file : told.attachments()) {
      var named = attachments.addObject();
      put(named, "name", file.name());
      put(named, "type", file.type());
    }
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) node.put(name, value.toString());
  }
}
