package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.Memory;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryStore;
import everthread.memory.Validity;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;

/** Shows one memory whole, with the sentence that it rests on. */
public final class GetMemory implements Tool {
  private final MemoryStore memories;
  private final Recall recall;

  public GetMemory(MemoryStore memories, Recall recall) {
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "get_memory";
  }

  @Override
  public String title() {
    return "Read a memory";
  }

  @Override
  public String description() {
    return """
    Read one memory whole: its text, tags and metadata, whether it still holds, who said it, and the \
    sentence that it rests on. Call it before update_memory, or when the person asks where a memory \
    comes from. The id comes from search_memory or list_memories.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["memory_id"],"properties":{
          "memory_id":%s}}
        """
            .formatted(Schemas.ID));
  }

  @Override
  public ObjectNode outputSchema() {
    var schema = JsonTree.ours(MemoryNotes.SCHEMA);
    var properties = (ObjectNode) schema.get("properties");
    for (var name : new String[] {"state", "author", "quote", "message_id", "extractor"}) {
      properties.putObject(name).put("type", "string");
    }
    properties.putObject("confidence").put("type", "number");
    properties.putObject("metadata").put("type", "object");
    return schema;
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
    return MemoryIds.ofWire(new Arguments(arguments).text("memory_id").orElseThrow())
        .flatMap(id -> memories.find(caller.space(), id))
        .map(this::answer)
        .orElse(Refusals.NO_SUCH_MEMORY);
  }

  private ToolResult answer(Memory memory) {
    var notes = new MemoryNotes(recall);
    var data = notes.json(memory).put("state", state(memory.validity()));
    data.set("metadata", notes.metadata(memory));
    var body = new StringBuilder(notes.note(1, memory));
    var provenance = memory.provenance();
    if (provenance != null) {
      recall.put(data, "author", provenance.author());
      recall.put(data, "quote", provenance.quote());
      data.put("message_id", provenance.messageId().toString());
      recall.put(data, "extractor", provenance.extractor());
      data.put("confidence", provenance.confidence());
      body.append("\nIt rests on: \"").append(recall.line(provenance.quote())).append('"');
      body.append(" (conversation ").append(provenance.conversationId()).append(')');
    }
    var head = "This memory " + holds(memory.validity());
    return new ToolResult.Answer(recall.framed(head, body.toString(), ""), data);
  }

  private static String state(Validity validity) {
    return switch (validity) {
      case Validity.Current current -> "current";
      case Validity.InReview review -> "in_review";
      case Validity.Superseded superseded -> "superseded";
    };
  }

  private static String holds(Validity validity) {
    return switch (validity) {
      case Validity.Current current -> "holds.";
      case Validity.InReview review -> "waits for the person's review; do not rely on it.";
      case Validity.Superseded superseded -> "no longer holds: a newer one replaced it.";
    };
  }
}
