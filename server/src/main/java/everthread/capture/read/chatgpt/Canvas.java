package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Json;
import everthread.capture.read.Markdown;
import java.util.ArrayList;

/**
 * The documents that ChatGPT writes beside a chat, as it calls for them: {@code
 * canmore.create_textdoc}, {@code update_textdoc}, {@code comment_textdoc}. Pure.
 */
final class Canvas {
  private Canvas() {}

  static String markdown(JsonNode content) {
    var call = Json.parse(Json.raw(content, "text"));
    if (!call.isObject()) call = Json.parse(Json.raw(content, "parts", 0));
    if (call.has("updates")) return updates(call.path("updates"));
    if (call.has("comments")) return comments(call.path("comments"));
    var body = Json.raw(call, "content");
    if (body.isBlank()) return "";
    var type = Json.raw(call, "type");
    var shown =
        type.startsWith("code/") ? Markdown.fence(type.substring("code/".length()), body) : body;
    var name = Json.text(call, "name");
    return name == null ? shown : "**Canvas: " + name.strip() + "**\n\n" + shown;
  }

  private static String updates(JsonNode updates) {
    var written = new ArrayList<String>();
    for (var update : updates) {
      var text = Json.text(update, "replacement");
      if (text != null) written.add(text);
    }
    return written.isEmpty() ? "" : "**Canvas, changed**\n\n" + String.join("\n\n", written);
  }

  private static String comments(JsonNode comments) {
    var written = new ArrayList<String>();
    for (var comment : comments) {
      var text = Json.text(comment, "comment");
      if (text != null) written.add("- " + text);
    }
    return written.isEmpty() ? "" : "**Canvas, comments**\n\n" + String.join("\n", written);
  }
}
