package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.UuidText;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Goes through the saved conversations, newest first. */
public final class ListConversations implements Tool {
  private static final int LIMIT = 20;

  private final ConversationStore conversations;
  private final Recall recall;

  public ListConversations(ConversationStore conversations, Recall recall) {
    this.conversations = conversations;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "list_conversations";
  }

  @Override
  public String title() {
    return "List conversations";
  }

  @Override
  public String description() {
    return """
    The saved chats, the most recently active first: title, assistant, date, number of messages. Call \
    it when the person asks what they talked about lately or with which assistant. To find a chat on \
    something, call search_memory; to read one, get_conversation.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{
          "limit":{"type":"integer","minimum":1,"maximum":100,"default":20},
          "after":{"type":"string","maxLength":100,
            "description":"last_id of the page before"},
          "platform":%s}}
        """
            .formatted(Schemas.PLATFORM));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["notice","conversations","has_more"],"properties":{
          "notice":{"type":"string"},
          "conversations":{"type":"array","items":{"type":"object",
            "required":["id","site","updated_at","message_count"],"properties":{
              "id":{"type":"string"},
              "site":{"type":"string"},
              "title":{"type":"string"},
              "project":{"type":"string"},
              "url":{"type":"string"},
              "created_at":{"type":"string"},
              "updated_at":{"type":"string"},
              "message_count":{"type":"integer"}}}},
          "has_more":{"type":"boolean"},
          "last_id":{"type":"string"}}}
        """);
  }

  @Override
  public Annotations annotations() {
    return Annotations.READS;
  }

  @Override
  public Scope needs() {
    return Scope.READ;
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    var given = new Arguments(arguments);
    UUID after = null;
    if (given.text("after").isPresent()) {
      after = given.text("after").flatMap(UuidText::parse).orElse(null);
      if (after == null) {
        return new ToolResult.Refusal(
            "'after' must be the last_id of an earlier list_conversations.");
      }
    }
    return list(caller, given, after);
  }

  private ToolResult list(Principal caller, Arguments given, @Nullable UUID after) {
    int limit = given.number("limit", LIMIT);
    var found = conversations.list(caller.space(), given.platform().orElse(null), after, limit + 1);
    return answer(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  private ToolResult answer(List<ConversationSummary> page, boolean more) {
    var data = JsonTree.object().put("notice", Recall.NOTICE);
    var list = data.putArray("conversations");
    data.put("has_more", more);
    if (page.isEmpty()) return new ToolResult.Answer("No conversations here.", data);

    var body = new StringBuilder();
    for (var summary : page) {
      list.add(json(summary));
      body.append(note(list.size(), summary)).append('\n');
    }
    var last = page.getLast().id().toString();
    data.put("last_id", last);
    var head = page.size() + (page.size() == 1 ? " conversation," : " conversations,");
    var foot = more ? "There are more: call list_conversations with after " + last + "." : "";
    return new ToolResult.Answer(
        recall.framed(head + " newest first.", body.toString(), foot), data);
  }

  private String note(int number, ConversationSummary summary) {
    var title = summary.title();
    return "[%d] %s, %s, %d messages; conversation %s; \"%s\""
        .formatted(
            number,
            LocalDate.ofInstant(summary.updatedAt(), ZoneOffset.UTC),
            summary.site().displayName(),
            summary.messageCount(),
            summary.id(),
            title == null ? "untitled" : recall.line(title));
  }

  private ObjectNode json(ConversationSummary summary) {
    var json = JsonTree.object().put("id", summary.id().toString());
    json.put("site", summary.site().wireName());
    recall.put(json, "title", summary.title());
    recall.put(json, "project", summary.project());
    recall.put(json, "url", summary.url());
    json.put("created_at", summary.createdAt().toString());
    json.put("updated_at", summary.updatedAt().toString());
    return json.put("message_count", summary.messageCount());
  }
}
