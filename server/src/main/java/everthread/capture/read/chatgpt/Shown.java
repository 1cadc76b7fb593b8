package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Json;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.conversation.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a ChatGPT message is kept. Kept: what people and the assistant said to each
 * other; as tool messages the code that was run and what came of it, canvas documents, pictures
 * made. Hidden: the system's words, tool calls, search results, settings given along. Pure.
 */
final class Shown {
  private static final Set<String> HIDDEN_CONTENT =
      Set.of(
          "user_editable_context",
          "model_editable_context",
          "reasoning_recap",
          "system_error",
          "tether_quote",
          "tether_browsing_display",
          "tether_browsing_code",
          "sonic_webpage");

  private Shown() {}

  /** Puts a message into the forest: to keep, or to be passed over with its thoughts. */
  static void plant(
      JsonNode message,
      String key,
      @Nullable String parentKey,
      boolean streamEnded,
      MessageForest forest) {
    var role = role(message);
    if (role == null) {
      forest.hide(key, parentKey, thoughts(message));
      return;
    }
    var status = Json.raw(message, "status");
    var id = Json.text(message, "id");
    forest.keep(
        key,
        parentKey,
        MessageDraft.of(id == null ? key : id, role)
            .author(author(message, role))
            .text(
                isCanvas(message)
                    ? Canvas.markdown(message.path("content"))
                    : Content.markdown(message))
            .model(role == Role.USER ? null : model(message))
            .createdAt(Json.time(message.path("create_time")))
            .complete(role == Role.USER || streamEnded || !status.equals("in_progress"))
            .attachments(Content.attachments(message))
            .build());
  }

  private static @Nullable Role role(JsonNode message) {
    var metadata = message.path("metadata");
    var type = Json.raw(message, "content", "content_type");
    if (Json.isSet(metadata.path("is_visually_hidden_from_conversation"))) return null;
    if (HIDDEN_CONTENT.contains(type) || type.equals("thoughts")) return null;
    return switch (Json.raw(message, "author", "role")) {
      case "user" -> Role.USER;
      case "assistant" -> ofAssistant(message, type);
      case "tool" -> ofTool(message, type);
      default -> null;
    };
  }

  private static @Nullable Role ofAssistant(JsonNode message, String type) {
    var recipient = Json.raw(message, "recipient");
    if (recipient.isEmpty() || recipient.equals("all")) return Role.ASSISTANT;
    if (isCanvas(message)) return Role.TOOL;
    boolean runsCode = recipient.startsWith("python") && type.equals("code");
    return runsCode ? Role.TOOL : null;
  }

  private static @Nullable Role ofTool(JsonNode message, String type) {
    if (type.equals("execution_output")) return Role.TOOL;
    if (Json.isSet(Json.at(message, "metadata", "is_async_task_result_message"))) return Role.TOOL;
    if (!type.equals("multimodal_text")) return null;
    for (var part : Json.at(message, "content", "parts")) {
      if (part.has("asset_pointer")) return Role.TOOL;
    }
    return null;
  }

  private static boolean isCanvas(JsonNode message) {
    return Json.raw(message, "recipient").startsWith("canmore.");
  }

  private static @Nullable String author(JsonNode message, Role role) {
    if (role != Role.TOOL) return null;
    if (isCanvas(message)) return "canvas";
    var recipient = Json.raw(message, "recipient");
    if (!recipient.isEmpty() && !recipient.equals("all")) return recipient;
    return Json.raw(message, "content", "content_type").equals("multimodal_text")
        ? "image"
        : Json.text(message, "author", "name");
  }

  private static @Nullable String thoughts(JsonNode message) {
    var content = message.path("content");
    if (!Json.raw(content, "content_type").equals("thoughts")) return null;
    var thoughts = Content.thoughts(content);
    return thoughts.isEmpty() ? null : thoughts;
  }

  static @Nullable String model(JsonNode message) {
    var resolved = Json.text(message, "metadata", "resolved_model_slug");
    return resolved == null ? Json.text(message, "metadata", "model_slug") : resolved;
  }
}
