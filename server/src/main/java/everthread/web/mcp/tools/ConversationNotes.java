package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.ToolResult;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a page of a conversation twice: for a model to read, and as JSON. */
final class ConversationNotes {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Recall recall;

  ConversationNotes(Recall recall) {
    this.recall = recall;
  }

  /**
   * @param count messages of the branch in all
   */
  ToolResult answer(StoredConversation conversation, int count, ConversationPage page) {
    var data = head(conversation, count);
    var messages = data.putArray("messages");
    var body = new StringBuilder();
    for (var passage : page.passages()) {
      messages.add(json(passage));
      body.append(note(passage)).append("\n\n");
    }
    var next = page.next();
    data.put("has_more", next != null);
    if (next != null) data.put("next_after", next);

    var foot =
        next == null
            ? "This is the end of the conversation."
            : "There is more: call get_conversation again with after " + next + ".";
    return new ToolResult.Answer(
        recall.framed(summary(conversation, count), titled(conversation, body), foot), data);
  }

  private static String summary(StoredConversation conversation, int count) {
    var summary = conversation.summary();
    return "A conversation on "
        + summary.site().displayName()
        + ", last active "
        + MINUTE.format(summary.updatedAt())
        + " UTC, "
        + count
        + (count == 1 ? " message." : " messages.");
  }

  private String titled(StoredConversation conversation, StringBuilder body) {
    var title = conversation.summary().title();
    return (title == null ? "" : "Title: " + recall.line(title) + "\n\n") + body;
  }

  private String note(ConversationPage.Passage passage) {
    var message = passage.message();
    var author = message.author();
    var head =
        "[%d] %s%s, %s%s"
            .formatted(
                passage.number(),
                message.role().wireName(),
                author == null ? "" : " (" + recall.line(author) + ")",
                MINUTE.format(message.createdAt()),
                state(passage));
    var attachments = new StringBuilder();
    for (var attachment : message.attachments()) {
      attachments.append("(attached: ").append(recall.line(attachment.name())).append(")\n");
    }
    return head + "\n" + attachments + passage.text().strip();
  }

  private static String state(ConversationPage.Passage passage) {
    if (!passage.isWhole()) {
      return " (characters %d to %d of %d)"
          .formatted(passage.from() + 1, passage.to(), passage.whole().length());
    }
    return passage.message().complete() ? "" : " (the answer was cut off)";
  }

  private ObjectNode head(StoredConversation conversation, int count) {
    var summary = conversation.summary();
    var data = JsonTree.object().put("notice", Recall.NOTICE);
    data.put("id", summary.id().toString()).put("site", summary.site().wireName());
    recall.put(data, "title", summary.title());
    recall.put(data, "project", summary.project());
    recall.put(data, "url", summary.url());
    data.put("created_at", summary.createdAt().toString());
    data.put("updated_at", summary.updatedAt().toString());
    return data.put("message_count", count);
  }

  private ObjectNode json(ConversationPage.Passage passage) {
    StoredMessage message = passage.message();
    var json = JsonTree.object().put("id", message.id().toString());
    json.put("role", message.role().wireName());
    recall.put(json, "author", message.author());
    json.put("text", passage.text());
    json.put("created_at", message.createdAt().toString());
    return json.put("part", !passage.isWhole());
  }
}
