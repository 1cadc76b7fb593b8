package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.Memory;
import everthread.web.Json;
import everthread.web.mcp.protocol.JsonTree;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Writes a memory twice: short for a model to read, whole as JSON. */
final class MemoryNotes {
  /** The members of {@link #json}, as JSON Schema. */
  static final String SCHEMA =
      """
      {"type":"object","required":["id","content","site","created_at","updated_at"],"properties":{
        "id":{"type":"string"},
        "content":{"type":"string"},
        "title":{"type":"string"},
        "tags":{"type":"array","items":{"type":"string"}},
        "site":{"type":"string"},
        "role":{"type":"string"},
        "conversation_id":{"type":"string"},
        "created_at":{"type":"string"},
        "updated_at":{"type":"string"}}}
      """;

  private static final int LENGTH = 500;

  private final Recall recall;

  MemoryNotes(Recall recall) {
    this.recall = recall;
  }

  /** Such as: {@code [1] 2026-03-02, Claude, user said; mem_…; tags: food}, then the content. */
  String note(int number, Memory memory) {
    var head = new StringBuilder("[" + number + "] ");
    head.append(LocalDate.ofInstant(memory.saidAt(), ZoneOffset.UTC));
    head.append(", ").append(memory.site().displayName()).append(", ");
    var provenance = memory.provenance();
    head.append(provenance == null ? "written down" : provenance.role().wireName() + " said");
    head.append("; ").append(memory.wireId());
    if (!memory.tags().isEmpty()) {
      head.append("; tags: ").append(recall.line(String.join(", ", memory.tags())));
    }
    var title = memory.title();
    if (title != null) head.append("; \"").append(recall.line(title)).append('"');
    return head + "\n" + Cut.to(LENGTH, recall.text(memory.content()).strip());
  }

  /** What its writer keeps with it, made fit to be shown. */
  ObjectNode metadata(Memory memory) {
    return TextsOf.changed(
        Json.MAPPER.convertValue(memory.metadata(), ObjectNode.class), recall::text);
  }

  ObjectNode json(Memory memory) {
    var json = JsonTree.object().put("id", memory.wireId());
    json.put("content", recall.text(memory.content()));
    recall.put(json, "title", memory.title());
    if (!memory.tags().isEmpty()) {
      var tags = json.putArray("tags");
      memory.tags().forEach(tag -> tags.add(recall.text(tag)));
    }
    json.put("site", memory.site().wireName());
    var provenance = memory.provenance();
    if (provenance != null) {
      json.put("role", provenance.role().wireName());
      json.put("conversation_id", provenance.conversationId().toString());
    }
    return json.put("created_at", memory.createdAt().toString())
        .put("updated_at", memory.updatedAt().toString());
  }
}
