package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.context.Context;
import everthread.context.ContextRequest;
import everthread.conversation.Site;
import everthread.memory.MemoryIds;
import everthread.search.Hit;
import everthread.web.Json;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** /v1/context. */
final class ContextOperations {
  private static final int TOKENS = 2_000;

  private final RestServices services;

  ContextOperations(RestServices services) {
    this.services = services;
  }

  Reply build(Call call) {
    var body = call.body();
    var tags = new ArrayList<String>();
    body.path("tags").forEach(tag -> tags.add(tag.textValue().strip()));
    var question = body.path("query").asText(body.path("topic").asText(""));
    var site = Site.ofWireName(body.path("site").asText("")).orElse(null);
    int most = body.path("max_tokens").asInt(TOKENS);
    var context =
        services.context().build(call.space(), new ContextRequest(question, tags, site, most));
    return Reply.ok(json(context, most));
  }

  private static ObjectNode json(Context context, int most) {
    var json = Json.MAPPER.createObjectNode();
    json.put("object", "context");
    json.put("text", context.text());
    json.put("tokens", context.tokens());
    json.put("max_tokens", most);
    var citations = json.putArray("citations");
    context.citations().forEach(citation -> citations.add(json(citation)));
    return json;
  }

  private static ObjectNode json(Context.Citation citation) {
    var json = Json.MAPPER.createObjectNode();
    json.put("n", citation.n());
    json.put("kind", citation.kind().name().toLowerCase(Locale.ROOT));
    boolean isMemory = citation.kind() == Hit.Kind.MEMORY;
    json.put("id", isMemory ? MemoryIds.toWire(citation.id()) : citation.id().toString());
    json.set("conversation_id", text(citation.conversationId()));
    json.set("message_id", text(citation.messageId()));
    json.put("source_id", citation.sourceId());
    json.put("url", citation.url());
    return json;
  }

  private static JsonNode text(@Nullable UUID id) {
    return id == null
        ? Json.MAPPER.getNodeFactory().nullNode()
        : Json.MAPPER.getNodeFactory().textNode(id.toString());
  }
}
