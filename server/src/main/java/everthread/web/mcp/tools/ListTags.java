package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.MemoryStore;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;

/** Shows the tags in use. */
public final class ListTags implements Tool {
  /** More tags than this are noise to a model. */
  private static final int MOST = 200;

  private final MemoryStore memories;
  private final Recall recall;

  public ListTags(MemoryStore memories, Recall recall) {
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "list_tags";
  }

  @Override
  public String title() {
    return "List tags";
  }

  @Override
  public String description() {
    return """
    The tags that memories bear, with how many bear each, the most used first. Call it before tagging \
    a new memory, to use the tags that there are, or to see what kinds of things are remembered.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{}}
        """);
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["notice","tags"],"properties":{
          "notice":{"type":"string"},
          "tags":{"type":"array","items":{"type":"object","required":["tag","count"],"properties":{
            "tag":{"type":"string"},
            "count":{"type":"integer"}}}}}}
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
    var tags = memories.tags(caller.space());
    var data = JsonTree.object().put("notice", Recall.NOTICE);
    var list = data.putArray("tags");
    if (tags.isEmpty()) return new ToolResult.Answer("No memory bears a tag.", data);
    var body = new StringBuilder();
    tags.entrySet().stream()
        .limit(MOST)
        .forEach(
            tag -> {
              list.addObject().put("tag", recall.text(tag.getKey())).put("count", tag.getValue());
              body.append(recall.line(tag.getKey())).append(": ").append(tag.getValue());
              body.append('\n');
            });
    var head = tags.size() + (tags.size() == 1 ? " tag." : " tags, the most used first.");
    return new ToolResult.Answer(recall.framed(head, body.toString(), ""), data);
  }
}
