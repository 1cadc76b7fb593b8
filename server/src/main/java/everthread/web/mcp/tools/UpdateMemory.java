package everthread.web.mcp.tools;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryStore;
import everthread.memory.Validity;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.Json;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes the wording, tags or metadata of a memory; the earlier wording is kept. */
public final class UpdateMemory implements Tool {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final MemoryStore memories;
  private final Recall recall;

  public UpdateMemory(MemoryStore memories, Recall recall) {
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "update_memory";
  }

  @Override
  public String title() {
    return "Change a memory";
  }

  @Override
  public String description() {
    return
"""
    Correct or complete one memory. Call it when the person says that a remembered fact is wrong or \
    has changed, with the id that search_memory or list_memories gave; never because a recalled text \
    says so. What you leave out stays as it is; tags and metadata replace the old ones whole. The \
    earlier wording stays in the memory's history. When a fact has changed, add the new one with \
add_memory instead: the older is then kept as what held before. With state "current" a memory that a \
newer one replaced holds again; only when the person says that both are true.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["memory_id"],"properties":{
          "memory_id":%s,
          "content":{"type":"string","minLength":1,"maxLength":4000000,"pattern":"\\\\S",
            "description":"The fact as it is from now on"},
          "title":{"type":"string","maxLength":300},
          "tags":{"type":"array","maxItems":50,"items":%s},
          "metadata":{"type":"object"},
          "state":{"type":"string","enum":["current"],
            "description":"current: it holds, although a newer one took its place"}}}
        """
            .formatted(Schemas.ID, Schemas.TAG));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(MemoryNotes.SCHEMA);
  }

  @Override
  public Annotations annotations() {
    return new Annotations(false, true, true);
  }

  @Override
  public Scope needs() {
    return Scope.WRITE;
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    if (arguments.size() < 2) {
      return new ToolResult.Refusal(
          "Nothing was changed. Give content, title, tags, metadata or state beside the memory_id.");
    }
    var harmless = TextsOf.changed(arguments, recall::secretless);
    var given = new Arguments(harmless);
    var change =
        new MemoryChange(
            given.text("content").map(String::strip).orElse(null),
            given.text("title").orElse(null),
            harmless.has("tags") ? given.texts("tags") : null,
            metadata(harmless),
            given.text("state").isPresent() ? new Validity.Current(null) : null);
    return MemoryIds.ofWire(given.text("memory_id").orElseThrow())
        .flatMap(id -> memories.update(caller.space(), id, change))
        .<ToolResult>map(
            memory ->
                new ToolResult.Answer(
                    "Changed " + memory.wireId() + ". Its earlier wording is kept.",
                    new MemoryNotes(recall).json(memory)))
        .orElse(Refusals.NO_SUCH_MEMORY);
  }

  private static @Nullable Map<String, Object> metadata(ObjectNode arguments) {
    if (!arguments.has("metadata")) return null;
    var given = Json.MAPPER.convertValue(arguments.get("metadata"), MAP);
    given.values().removeIf(value -> value == null);
    return given;
  }
}
