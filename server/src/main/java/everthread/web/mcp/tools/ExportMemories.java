package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryStore;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands over memories whole, a page at a time, to be kept elsewhere. */
public final class ExportMemories implements Tool {
  private static final int PAGE = 100;

  private final MemoryStore memories;
  private final Recall recall;

  public ExportMemories(MemoryStore memories, Recall recall) {
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "export_memories";
  }

  @Override
  public String title() {
    return "Export memories";
  }

  @Override
  public String description() {
    return """
    All memories that hold, whole, a hundred a page, one JSON object a line. Call it only when the \
    person wants a copy of their memories; it costs many tokens. To look through them, list_memories.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{
          "after":{"type":"string","maxLength":100,
            "description":"last_id of the page before"},
          "platform":%s,
          "tag":%s}}
        """
            .formatted(Schemas.PLATFORM, Schemas.TAG));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["notice","memories","has_more"],"properties":{
          "notice":{"type":"string"},
          "memories":{"type":"array","items":{"type":"object"}},
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
      after = given.text("after").flatMap(MemoryIds::ofWire).orElse(null);
      if (after == null) {
        return new ToolResult.Refusal("'after' must be the last_id of an earlier export_memories.");
      }
    }
    return page(caller, given, after);
  }

  private ToolResult page(Principal caller, Arguments given, @Nullable UUID after) {
    var filter =
        new MemoryFilter(
            given.platform().orElse(null),
            given.text("tag").map(String::strip).orElse(null),
            MemoryFilter.State.CURRENT,
            null);
    var found = memories.list(caller.space(), filter, after, PAGE + 1);
    return answer(found.subList(0, Math.min(PAGE, found.size())), found.size() > PAGE);
  }

  private ToolResult answer(List<Memory> page, boolean more) {
    var data = JsonTree.object().put("notice", Recall.NOTICE);
    var list = data.putArray("memories");
    data.put("has_more", more);
    if (page.isEmpty()) return new ToolResult.Answer("No memories to export.", data);
    var body = new StringBuilder();
    for (var memory : page) {
      var json = new MemoryNotes(recall).json(memory);
      json.set("metadata", new MemoryNotes(recall).metadata(memory));
      list.add(json);
      body.append(JsonTree.write(json)).append('\n');
    }
    var last = page.getLast().wireId();
    data.put("last_id", last);
    var foot = more ? "There are more: call export_memories with after " + last + "." : "";
    return new ToolResult.Answer(
        recall.framed(page.size() + " memories.", body.toString(), foot), data);
  }
}
