package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Formulas;
import everthread.capture.read.Json;
import everthread.capture.read.Markdown;
import everthread.conversation.Attachment;
import java.util.ArrayList;
import java.util.List;

/** What a ChatGPT message says, as Markdown, by its {@code content_type}. Pure. */
final class Content {
  private Content() {}

  static String markdown(JsonNode message) {
    var content = message.path("content");
    return switch (Json.raw(content, "content_type")) {
      case "code" -> Markdown.fence(Json.text(content, "language"), Json.raw(content, "text"));
      case "execution_output" -> output(content, message.path("metadata"));
      default -> spoken(content, message);
    };
  }

  /** Thoughts as the page shows them folded: a headline and what was thought. */
  static String thoughts(JsonNode content) {
    var text = new StringBuilder();
    for (var thought : content.path("thoughts")) {
      var summary = Json.raw(thought, "summary").strip();
      var said = Json.raw(thought, "content").strip();
      if (!summary.isEmpty()) text.append("**").append(summary).append("**\n\n");
      if (!said.isEmpty()) text.append(said).append("\n\n");
    }
    return text.toString().strip();
  }

  private static String output(JsonNode content, JsonNode metadata) {
    var text = Json.raw(content, "text").strip();
    var shown = new ArrayList<String>();
    if (!text.isEmpty()) shown.add(Markdown.fence(null, text));
    for (var result : Json.at(metadata, "aggregate_result", "messages")) {
      if (Json.raw(result, "message_type").equals("image")) shown.add(Markdown.image("chart"));
    }
    return String.join("\n\n", shown);
  }

  private static String spoken(JsonNode content, JsonNode message) {
    var said = new ArrayList<String>();
    boolean isUser = Json.raw(message, "author", "role").equals("user");
    for (var part : content.path("parts")) {
      var text = part.isTextual() ? part.textValue() : part(part, isUser);
      if (!text.isBlank()) said.add(text);
    }
    if (said.isEmpty()) said.add(Json.raw(content, "text"));
    var text = String.join("\n\n", said);
    if (isUser) return text;
    return Formulas.withDollars(References.resolved(text, message.path("metadata")));
  }

  private static String part(JsonNode part, boolean isUser) {
    return switch (Json.raw(part, "content_type")) {
      case "audio_transcription" -> Json.raw(part, "text");
      // A person's own pictures are named as attachments.
      case "image_asset_pointer" -> isUser ? "" : Markdown.image(shows(part));
      default -> Json.raw(part, "text");
    };
  }

  private static String shows(JsonNode image) {
    var made = Json.text(image, "metadata", "dalle", "prompt");
    if (made != null) return made;
    var title = Json.text(image, "metadata", "generation", "prompt");
    return title == null ? Json.raw(image, "alt") : title;
  }

  static List<Attachment> attachments(JsonNode message) {
    var named = new ArrayList<Attachment>();
    for (var file : Json.at(message, "metadata", "attachments")) {
      var name = Json.text(file, "name");
      var type = Json.text(file, "mime_type");
      if (type == null) type = Json.text(file, "mimeType");
      if (name != null) named.add(new Attachment(name, type));
    }
    if (!named.isEmpty() || !Json.raw(message, "author", "role").equals("user")) return named;
    for (var part : Json.at(message, "content", "parts")) {
      var pointer = Json.text(part, "asset_pointer");
      if (pointer != null) named.add(new Attachment(pointer.replaceFirst("^.*/", ""), "image"));
    }
    return named;
  }
}
