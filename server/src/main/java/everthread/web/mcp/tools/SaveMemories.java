package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Keeps several facts in one call, for clients of the published package. Not listed. */
final class SaveMemories implements Tool {
  private static final Set<Query.State> ALL = Set.of(Query.State.values());

  private final String name;
  private final AddMemory add;
  private final SearchIndex index;

  SaveMemories(String name, AddMemory add, SearchIndex index) {
    this.name = name;
    this.add = add;
    this.index = index;
  }

  SaveMemories named(String other) {
    return new SaveMemories(other, add, index);
  }

  @Override
  public boolean isListed() {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "Save memories";
  }

  @Override
  public String description() {
    return "Keep several facts in one call. What is remembered word for word already is passed over.";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["memories"],"properties":{
          "skip_duplicates":{"type":"boolean"},
          "memories":{"type":"array","minItems":1,"maxItems":100,"items":{
            "type":"object","required":["content"],"properties":{
              "content":{"type":"string","minLength":1,"maxLength":1000000,"pattern":"\\\\S"},
              "tags":{"type":"array","maxItems":50,"items":%s},
              "source":{"type":"string","maxLength":300}}}}}}
        """
            .formatted(Schemas.TAG));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["saved","skipped","ids"],"properties":{
          "saved":{"type":"integer"},
          "skipped":{"type":"integer"},
          "ids":{"type":"array","items":{"type":"string"}}}}
        """);
  }

  @Override
  public Annotations annotations() {
    return Annotations.ADDS;
  }

  @Override
  public Scope needs() {
    return Scope.WRITE;
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    return save(caller, arguments, () -> false);
  }

  /** Ends between two facts once nobody waits for the answer; sent again, it goes on there. */
  @Override
  public ToolResult call(Exchange exchange, ObjectNode arguments) {
    return save(exchange.caller(), arguments, exchange::isCancelled);
  }

  private ToolResult save(Principal caller, ObjectNode arguments, BooleanSupplier isCancelled) {
    boolean skip = arguments.path("skip_duplicates").asBoolean(true);
    var data = JsonTree.object();
    int skipped = 0;
    var ids = data.putArray("ids");
    for (var memory : arguments.path("memories")) {
      if (isCancelled.getAsBoolean()) break;
      if (skip && isKnown(caller, memory.path("content").asText().strip())) {
        skipped++;
      } else if (add.call(caller, Aliases.save((ObjectNode) memory))
          instanceof ToolResult.Answer kept) {
        ids.add(kept.data().path("id").asText());
      }
    }
    data.put("saved", ids.size()).put("skipped", skipped);
    return new ToolResult.Answer(
        "Kept %d, passed over %d that are remembered already.".formatted(ids.size(), skipped),
        data);
  }

  private boolean isKnown(Principal caller, String content) {
    var filter =
        new Query.Filter(Query.Kind.MEMORY, Set.of(), null, null, null, null, null, null, ALL);
    var query = new Query(content, Query.Mode.WORDS, filter, 10, 0, false);
    return index.search(caller.space(), query).hits().stream()
        .anyMatch(hit -> hit.text().strip().equals(content));
  }
}
