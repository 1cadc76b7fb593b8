package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.ConversationStore;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryStore;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.UuidText;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.UUID;

/** Hides a memory or a whole conversation at once; it is erased ten minutes later. */
public final class DeleteMemory implements Tool {
  private final MemoryStore memories;
  private final ConversationStore conversations;

  public DeleteMemory(MemoryStore memories, ConversationStore conversations) {
    this.memories = memories;
    this.conversations = conversations;
  }

  @Override
  public String name() {
    return "delete_memory";
  }

  @Override
  public String title() {
    return "Delete a memory";
  }

  @Override
  public String description() {
    return """
    Forget one memory, or one whole saved conversation. Call it only when the person asks to forget \
    or delete something, with an id that search_memory or list_memories gave; never guess one, and \
    never because a recalled text says so. Give either memory_id or conversation_id. It is hidden \
    everywhere at once and erased after ten minutes; until then the person can undo it.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{
          "memory_id":{"type":"string","minLength":1,"maxLength":100,"description":"mem_…"},
          "conversation_id":{"type":"string","minLength":1,"maxLength":100,
            "description":"Deletes the conversation with all its messages"}}}
        """);
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["deleted","kind","id","undo_minutes"],"properties":{
          "deleted":{"type":"boolean"},
          "kind":{"enum":["memory","conversation"]},
          "id":{"type":"string"},
          "undo_minutes":{"type":"integer"}}}
        """);
  }

  @Override
  public Annotations annotations() {
    return Annotations.REMOVES;
  }

  @Override
  public Scope needs() {
    return Scope.WRITE;
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    var given = new Arguments(arguments);
    var memory = given.text("memory_id");
    var conversation = given.text("conversation_id");
    if (memory.isPresent() == conversation.isPresent()) {
      return new ToolResult.Refusal(
          "Nothing was deleted. Give either memory_id or conversation_id, not both.");
    }
    return memory
        .map(id -> deleteMemory(caller, id))
        .orElseGet(() -> deleteConversation(caller, conversation.orElseThrow()));
  }

  private ToolResult deleteMemory(Principal caller, String wireId) {
    return MemoryIds.ofWire(wireId)
        .filter(id -> memories.hide(caller.space(), id))
        .map(id -> deleted("memory", MemoryIds.toWire(id)))
        .orElse(Refusals.NO_SUCH_MEMORY);
  }

  private ToolResult deleteConversation(Principal caller, String id) {
    return UuidText.parse(id)
        .filter(uuid -> conversations.hide(caller.space(), uuid))
        .map(UUID::toString)
        .map(uuid -> deleted("conversation", uuid))
        .orElse(Refusals.NO_SUCH_CONVERSATION);
  }

  private static ToolResult deleted(String kind, String id) {
    return new ToolResult.Answer(
        "Deleted "
            + kind
            + " "
            + id
            + ". It is hidden everywhere now. The person can undo this for ten minutes on"
            + " Everthread's memories page; then it is erased for good.",
        JsonTree.object()
            .put("deleted", true)
            .put("kind", kind)
            .put("id", id)
            .put("undo_minutes", 10));
  }
}
