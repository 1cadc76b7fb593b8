package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationMarkdown;
import everthread.conversation.ConversationSummary;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.problem.Problem;
import everthread.problem.Problem.ValidationFailed.Violation;
import everthread.problem.ProblemException;
import everthread.web.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** /v1/conversations. */
final class ConversationOperations {
  private static final String ABSENT = "There is no such conversation.";

  private final RestServices services;

  ConversationOperations(RestServices services) {
    this.services = services;
  }

  Reply list(Call call) {
    var found =
        services
            .conversations()
            .list(call.space(), call.site().orElse(null), call.afterUuid(), call.limit() + 1);
    return Reply.ok(Reply.list(found, call.limit(), ConversationOperations::summary));
  }

  Reply save(Call call) {
    var saved = services.pipeline().accept(call.space(), told(call.body()), Instant.now());
    services.workers().wake();
    return Reply.ok(json(find(call, saved.conversationId()), false));
  }

  Reply get(Call call) {
    var conversation = find(call, call.uuid(ABSENT));
    if (call.text("format").equals(java.util.Optional.of("markdown"))) {
      return Reply.markdown(ConversationMarkdown.of(conversation));
    }
    boolean all = call.text("branch").equals(java.util.Optional.of("all"));
    return Reply.ok(json(conversation, all));
  }

  Reply delete(Call call) {
    var id = call.uuid(ABSENT);
    if (!services.conversations().erase(call.space(), id)) throw absent();
    return Reply.deleted("conversation.deleted", id.toString());
  }

  /** Takes back a deletion: the conversation may be captured again. */
  Reply keep(Call call) {
    var body = call.body();
    var site = Site.ofWireName(body.get("site").textValue()).orElseThrow();
    var sourceId = body.get("source_id").textValue();
    boolean lifted = services.conversations().keepAgain(call.space(), site, sourceId);
    var json = Json.MAPPER.createObjectNode();
    json.put("object", "conversation.kept").put("site", site.wireName());
    return Reply.ok(json.put("source_id", sourceId).put("was_deleted", lifted));
  }

  private StoredConversation find(Call call, UUID id) {
    return services
        .conversations()
        .find(call.space(), id)
        .orElseThrow(ConversationOperations::absent);
  }

  private static ProblemException absent() {
    return new ProblemException(new Problem.NotFound(ABSENT));
  }

  private static Conversation told(JsonNode body) {
    var messages = new ArrayList<Message>();
    var ids = new HashSet<String>();
    String before = null;
    for (var message : body.get("messages")) {
      var told = message(message, before);
      if (!ids.add(told.sourceId())) throw twice(messages.size());
      messages.add(told);
      before = told.sourceId();
    }
    return new Conversation(
        Site.ofWireName(body.get("site").textValue()).orElseThrow(),
        body.get("source_id").textValue(),
        text(body, "title"),
        text(body, "project"),
        text(body, "url"),
        text(body, "model"),
        Times.readOrNull(text(body, "created_at")),
        messages,
        before);
  }

  private static ProblemException twice(int index) {
    return new ProblemException(
        new Problem.ValidationFailed(
            List.of(
                new Violation(
                    "/messages/" + index + "/source_id", "is that of an earlier message"))));
  }

  private static Message message(JsonNode message, @Nullable String before) {
    var parent = text(message, "parent_source_id");
    return new Message(
        message.get("source_id").textValue(),
        message.has("parent_source_id") ? parent : before,
        Role.ofWireName(message.get("role").textValue()).orElseThrow(),
        text(message, "author"),
        message.get("text").textValue(),
        text(message, "reasoning"),
        text(message, "model"),
        Times.readOrNull(text(message, "created_at")),
        true,
        List.of());
  }

  private static @Nullable String text(JsonNode object, String name) {
    return object.path(name).textValue();
  }

  private static ObjectNode summary(ConversationSummary summary) {
    var json = Json.MAPPER.createObjectNode();
    json.put("id", summary.id().toString());
    json.put("object", "conversation");
    json.put("site", summary.site().wireName());
    json.put("source_id", summary.sourceId());
    json.put("title", summary.title());
    if (summary.project() != null) json.put("project", summary.project());
    json.put("url", summary.url());
    if (summary.model() != null) json.put("model", summary.model());
    json.put("created_at", summary.createdAt().toString());
    json.put("updated_at", summary.updatedAt().toString());
    json.put("message_count", summary.messageCount());
    return json;
  }

  private static ObjectNode json(StoredConversation conversation, boolean allBranches) {
    var json = summary(conversation.summary());
    var leaf = conversation.activeLeaf();
    json.put("active_leaf_id", leaf == null ? null : leaf.toString());
    var messages = json.putArray("messages");
    (allBranches ? conversation.messages() : conversation.activeBranch())
        .forEach(message -> messages.add(json(message)));
    return json;
  }

  private static ObjectNode json(StoredMessage message) {
    var json = Json.MAPPER.createObjectNode();
    json.put("id", message.id().toString());
    json.put("source_id", message.sourceId());
    json.put("parent_id", message.parentId() == null ? null : message.parentId().toString());
    json.put("role", message.role().wireName());
    if (message.author() != null) json.put("author", message.author());
    json.put("text", message.text());
    if (message.reasoning() != null) json.put("reasoning", message.reasoning());
    json.put("model", message.model());
    json.put("created_at", message.createdAt().toString());
    json.put("complete", message.complete());
    if (!message.attachments().isEmpty()) {
      json.set("attachments", Json.MAPPER.valueToTree(message.attachments()));
    }
    return json;
  }
}
