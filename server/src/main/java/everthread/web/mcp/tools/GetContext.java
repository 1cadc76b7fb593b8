package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.context.Context;
import everthread.context.ContextBuilder;
import everthread.context.ContextRequest;
import everthread.memory.MemoryIds;
import everthread.search.Hit;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.Locale;

/** Hands over the best of what is remembered about a topic, within a budget. */
public final class GetContext implements Tool {
  private static final int TOKENS = 2_000;

  private final ContextBuilder builder;

  public GetContext(ContextBuilder builder) {
    this.builder = builder;
  }

  @Override
  public String name() {
    return "get_context";
  }

  @Override
  public String title() {
    return "Get context";
  }

  @Override
  public String description() {
    return """
    Get in one call the best of what is remembered about a topic or question: kept facts first, then \
    the passages of earlier chats that bear on it, each numbered, dated and named, never more than \
    max_tokens. Call it at the start of work on something this person has talked about before, or \
    when an answer needs several things they said. For one detail, search_memory is cheaper. Give \
    query (or topic), or tags, or both. It says so plainly when nothing relevant is known.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{
          "query":{"type":"string","minLength":1,"maxLength":10000,"pattern":"\\\\S",
            "description":"A question or key words"},
          "topic":{"type":"string","minLength":1,"maxLength":10000,"pattern":"\\\\S",
            "description":"The same as query"},
          "tags":{"type":"array","maxItems":20,"items":%s,
            "description":"Only facts that bear all of these"},
          "platform":%s,
          "max_tokens":{"type":"integer","minimum":100,"maximum":100000,"default":2000}}}
        """
            .formatted(Schemas.TAG, Schemas.PLATFORM));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["text","tokens","max_tokens","citations"],"properties":{
          "text":{"type":"string"},
          "tokens":{"type":"integer"},
          "max_tokens":{"type":"integer"},
          "citations":{"type":"array","items":{"type":"object","required":["n","kind","id"],
            "properties":{
              "n":{"type":"integer"},
              "kind":{"enum":["memory","message"]},
              "id":{"type":"string"},
              "conversation_id":{"type":"string"},
              "message_id":{"type":"string"},
              "source_id":{"type":"string"},
              "url":{"type":"string"}}}}}}
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
    var question = given.text("query").or(() -> given.text("topic")).orElse("");
    var tags = given.texts("tags");
    if (question.isBlank() && tags.isEmpty()) {
      return new ToolResult.Refusal("Give query (or topic), or tags: what the context is about.");
    }
    int most = given.number("max_tokens", TOKENS);
    var request = new ContextRequest(question, tags, given.platform().orElse(null), most);
    var context = builder.build(caller.space(), request);
    return new ToolResult.Answer(context.text(), json(context, most));
  }

  private static ObjectNode json(Context context, int most) {
    var json = JsonTree.object().put("text", context.text()).put("tokens", context.tokens());
    var citations = json.put("max_tokens", most).putArray("citations");
    for (var citation : context.citations()) {
      var one = citations.addObject().put("n", citation.n());
      one.put("kind", citation.kind().name().toLowerCase(Locale.ROOT));
      boolean isMemory = citation.kind() == Hit.Kind.MEMORY;
      one.put("id", isMemory ? MemoryIds.toWire(citation.id()) : citation.id().toString());
      put(one, "conversation_id", citation.conversationId());
      put(one, "message_id", citation.messageId());
      put(one, "source_id", citation.sourceId());
      put(one, "url", citation.url());
    }
    return json;
  }

  private static void put(
      ObjectNode json, String member, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) json.put(member, value.toString());
  }
}
