package everthread.capture.read.claude;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.Addresses;
import everthread.capture.read.Json;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Attachment;
import everthread.conversation.Conversation;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a capture tells of the conversation as a whole. */
record Told(
    Capture capture,
    @Nullable String title,
    @Nullable String project,
    @Nullable String model,
    @Nullable Instant createdAt) {
  /** The parent that the site gives to a first message. */
  static final String ROOT = "00000000-0000-4000-8000-000000000000";

  private static final Pattern ID =
      Pattern.compile("/(?:chat|chat_conversations)/([0-9a-fA-F]{8}-[0-9a-fA-F-]{27})(?=[/?#]|$)");

  Reading reading(@Nullable String named, MessageForest forest, @Nullable String leaf) {
    var id = named != null ? named : idOf(capture);
    if (id == null) return new Reading.Drift("conversation id");
    return new Reading.Found(
        new Conversation(
            Site.CLAUDE,
            id,
            title,
            project,
            Addresses.shown(capture.pageUrl(), id, "https://claude.ai/chat/"),
            model,
            createdAt,
            forest.messages(),
            forest.keptAt(leaf)));
  }

  private static @Nullable String idOf(Capture capture) {
    var inUrl = Addresses.find(ID, capture.url());
    if (inUrl != null) return inUrl;
    if (capture.conversationSourceId() != null) return capture.conversationSourceId();
    return Addresses.find(ID, capture.pageUrl());
  }

  /** Files by name; a long text that was pasted has none. */
  static List<Attachment> attachments(JsonNode message) {
    var named = new ArrayList<Attachment>();
    for (var file : message.path("attachments")) {
      if (!file.isObject()) continue;
      var name = Json.text(file, "file_name");
      named.add(new Attachment(name == null ? "pasted text" : name, Json.text(file, "file_type")));
    }
    for (var list : List.of("files", "files_v2")) {
      for (var file : message.path(list)) {
        var name = Json.text(file, "file_name");
        if (name == null) continue;
        var attachment = new Attachment(name, Json.text(file, "file_kind"));
        if (!named.contains(attachment)) named.add(attachment);
      }
    }
    return named;
  }
}
