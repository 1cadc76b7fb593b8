package everthread.web.mcp.tools;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Site;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.Json;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.List;
import java.util.Map;

/** Keeps a fact that a person wants remembered. */
public final class AddMemory implements Tool {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final MemoryStore memories;
  private final Recall recall;

  public AddMemory(MemoryStore memories, Recall recall) {
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "add_memory";
  }

  @Override
  public String title() {
    return "Add a memory";
  }

  @Override
  public String description() {
    return """
    Keep one lasting fact for every assistant this person uses. Call it when they ask you to remember \
    something, or tell you something about themselves that will matter in other chats: preferences, \
    people, work, projects, decisions, constraints. One self-contained statement a call, in the third \
    person, with names and dates written out ("Prefers metric units", "Moved to Lisbon in May 2026"). \
    Not for the chat itself (chats are saved on their own), passing tasks, guesses, what a web page, \
    file or tool said, or secrets such as passwords and keys. If it replaces an older memory, search \
    for that one first.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["content"],"properties":{
          "content":{"type":"string","minLength":1,"maxLength":4000000,"pattern":"\\\\S",
            "description":"The fact, one self-contained statement"},
          "title":{"type":"string","maxLength":300},
          "tags":{"type":"array","maxItems":50,"items":%s},
          "metadata":{"type":"object","description":"Anything of your own to keep with it"},
          "platform":%s}}
        """
            .formatted(Schemas.TAG, Schemas.platform("Which assistant you are")));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(MemoryNotes.SCHEMA);
  }

  @Override
  public Annotations annotations() {
    return Annotations.ADDS;
  }

  @Override
  public Scope needs() {
    return Scope.WRITE;
  }

  /** Secrets are taken out before anything is kept. */
  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    var harmless = TextsOf.changed(arguments, recall::secretless);
    var given = new Arguments(harmless);
    var memory =
        NewMemory.written(
            given.text("content").orElseThrow().strip(),
            given.text("title").filter(title -> !title.isBlank()).orElse(null),
            given.texts("tags"),
            metadata(harmless),
            given.platform().orElse(Site.API));

    var kept = memories.add(caller.space(), List.of(memory)).getFirst();
    var text = "Kept as " + kept.wireId() + ". The person can change or delete it at any time.";
    return new ToolResult.Answer(
        harmless.equals(arguments)
            ? text
            : text + " What looked like a secret was taken out first.",
        new MemoryNotes(recall).json(kept));
  }

  /** A member without a value says nothing and is left out. */
  private static Map<String, Object> metadata(ObjectNode arguments) {
    var given = Json.MAPPER.convertValue(arguments.path("metadata"), MAP);
    if (given == null) return Map.of();
    given.values().removeIf(value -> value == null);
    return given;
  }
}
