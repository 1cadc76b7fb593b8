package everthread.capture.read.claude;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.Json;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Role;
import org.jspecify.annotations.Nullable;

/** A conversation as the page loaded it; with {@code tree=True} all branches are in it. */
final class SnapshotReading {
  private SnapshotReading() {}

  static Reading read(Capture capture) {
    var root = Json.parse(capture.body());
    var messages = root.path("chat_messages");
    if (!messages.isArray()) return new Reading.Drift("chat_messages");
    var model = Json.text(root, "model");
    var forest = new MessageForest();
    String before = null;
    for (var message : messages) before = plant(message, before, model, forest);
    if (forest.isEmpty()) {
      return messages.isEmpty() ? new Reading.Nothing() : new Reading.Drift("message content");
    }
    var told =
        new Told(
            capture,
            Json.text(root, "name"),
            Json.text(root, "project", "name"),
            model,
            Json.time(root.path("created_at")));
    return told.reading(
        Json.text(root, "uuid"), forest, Json.text(root, "current_leaf_message_uuid"));
  }

  private static @Nullable String plant(
      JsonNode message, @Nullable String before, @Nullable String model, MessageForest forest) {
    var id = Json.text(message, "uuid");
    var role = role(Json.raw(message, "sender"));
    if (id == null) return before;
    var parent = Json.text(message, "parent_message_uuid");
    if (parent == null) parent = before;
    if (Told.ROOT.equals(parent)) parent = null;
    if (role == null) {
      forest.hide(id, parent, null);
      return id;
    }
    var content = message.path("content");
    var text = Blocks.markdown(content);
    if (text.isEmpty()) text = Inlined.documents(Json.raw(message, "text"));
    var own = Json.text(message, "model");
    forest.keep(
        id,
        parent,
        MessageDraft.of(id, role)
            .text(text)
            .reasoning(Blocks.thinking(content))
            .model(role == Role.USER ? null : own == null ? model : own)
            .createdAt(Json.time(message.path("created_at")))
            .attachments(Told.attachments(message))
            .build());
    return id;
  }

  private static @Nullable Role role(String sender) {
    return switch (sender) {
      case "human", "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      default -> null;
    };
  }
}
