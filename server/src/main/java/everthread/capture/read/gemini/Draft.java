package everthread.capture.read.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Json;
import everthread.capture.read.Markdown;
import everthread.capture.read.MessageDraft;
import everthread.conversation.Attachment;
import everthread.conversation.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the drafts that Gemini answers with: a list in which positions have meanings. Pure. */
final class Draft {
  private static final Pattern CARD =
      Pattern.compile("^https?://googleusercontent\\.com/card_content/\\d+\\s*$");
  private static final Pattern STAND_IN =
      Pattern.compile("https?://googleusercontent\\.com/\\w+(?:/\\w+)*/\\d+ *\\n*");
  private static final int FINISHED = 2;

  private Draft() {}

  static MessageDraft message(
      String id, JsonNode draft, boolean complete, @Nullable Instant saidAt) {
    return MessageDraft.of(id, Role.ASSISTANT)
        .text(text(draft))
        .reasoning(Json.text(draft, 37, 0, 0))
        .createdAt(saidAt)
        .complete(complete || isFinished(draft));
  }

  static boolean isFinished(JsonNode draft) {
    return Json.at(draft, 8, 0).asInt(0) == FINISHED;
  }

  static String text(JsonNode draft) {
    var said = Json.raw(draft, 1, 0);
    if (CARD.matcher(said).find() && Json.text(draft, 22, 0) != null) said = Json.raw(draft, 22, 0);
    var parts = new ArrayList<String>();
    parts.add(STAND_IN.matcher(said).replaceAll("").strip());
    for (var image : Json.at(draft, 12, 1)) {
      var shows = Json.text(image, 0, 4);
      parts.add(Markdown.image(shows == null ? Json.raw(image, 7, 0) : shows));
    }
    for (var image : Json.at(draft, 12, 7, 0)) {
      if (image.isArray()) parts.add(Markdown.image(Json.raw(image, 3, 5, 0)));
    }
    for (var document : draft.path(30)) parts.add(document(document));
    parts.removeIf(String::isBlank);
    return String.join("\n\n", parts);
  }

  /** A document beside the chat (canvas, research report): its title third, its text fifth. */
  private static String document(JsonNode document) {
    var text = Json.text(document, 4);
    if (text == null) return "";
    var title = Json.text(document, 2);
    return title == null ? text : "**Document: " + title.strip() + "**\n\n" + text;
  }

  /** What was put with a prompt: entries such as {@code [[address, 1, null, type], name]}. */
  static List<Attachment> attachments(JsonNode prompt) {
    var named = new ArrayList<Attachment>();
    for (int place : new int[] {3, 4}) {
      for (var file : prompt.path(place)) {
        var name = Json.text(file, 1);
        if (name != null && file.path(0).isArray()) {
          named.add(new Attachment(name, Json.text(file, 0, 3)));
        }
      }
    }
    return named;
  }
}
