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

/** Goes through the memories, newest first. */
public final class ListMemories implements Tool {
  private static final int LIMIT = 20;

  private final MemoryStore memories;
  private final Recall recall;

  public ListMemories(MemoryStore memories, Recall recall) {
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "list_memories";
  }

  @Override
  public String title() {
    return "List memories";
  }

  @Override
  public String description() {
    return """
    The facts kept about this person, newest first. Call it when they ask what is remembered, or to \
    look through everything with one tag or from one assistant. To find something particular, call \
    search_memory instead. When there are more, the answer says how to go on.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{
          "limit":{"type":"integer","minimum":1,"maximum":100,"default":20},
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
          "memories":{"type":"array","items":%s},
          "has_more":{"type":"boolean"},
          "last_id":{"type":"string"}}}
        """
            .formatted(MemoryNotes.SCHEMA));
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
        return new ToolResult.Refusal("'after' must be the last_id of an earlier list_memories.");
      }
    }
    return list(caller, given, after);
  }

  private ToolResult list(Principal caller, Arguments given, @Nullable UUID after) {
    int limit = given.number("limit", LIMIT);
    var filter =
        new MemoryFilter(
            given.platform().orElse(null),
            given.text("tag").map(String::strip).orElse(null),
            MemoryFilter.State.CURRENT,
            null);
    var found = memories.list(caller.space(), filter, after, limit + 1);
    return answer(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  private ToolResult answer(List<Memory> page, boolean more) {
    var data = JsonTree.object().put("notice", Recall.NOTICE);
    var list = data.putArray("memories");
    data.put("has_more", more);
    if (page.isEmpty()) return new ToolResult.Answer("No memories here.", data);

    var body = new StringBuilder();
    for (var memory : page) {
      list.add(new MemoryNotes(recall).json(memory));
      body.append(new MemoryNotes(recall).note(list.size(), memory)).append('\n');
    }
    var last = page.getLast().wireId();
    data.put("last_id", last);
    var head = page.size() + (page.size() == 1 ? " memory" : " memories") + ", newest first.";
    var foot = more ? "There are more: call list_memories with after " + last + "." : "";
    return new ToolResult.Answer(recall.framed(head, body.toString(), foot), data);
  }
}
