package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.MemoryIds;
import everthread.search.Hit;
import everthread.web.mcp.protocol.JsonTree;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Writes a hit twice: short for a model to read, whole as JSON. Pure but for the redaction. */
final class HitNotes {
  /** Characters of a passage in the text; what is longer can be read with get_conversation. */
  private static final int PASSAGE = 1_500;

  private final Recall recall;

  HitNotes(Recall recall) {
    this.recall = recall;
  }

  static String wireId(Hit hit) {
    return switch (hit.kind()) {
      case MEMORY -> MemoryIds.toWire(hit.id());
      case MESSAGE -> hit.id().toString();
    };
  }

  /** Such as: {@code [1] 2026-03-02, ChatGPT, user said; message 01…; conversation 01…; "…"}. */
  String note(int number, Hit hit) {
    var head = new StringBuilder("[" + number + "] ");
    head.append(LocalDate.ofInstant(hit.saidAt(), ZoneOffset.UTC));
    head.append(", ").append(hit.site().displayName()).append(", ").append(speaker(hit));
    head.append(hit.kind() == Hit.Kind.MEMORY ? "; memory " : "; message ").append(wireId(hit));
    if ("superseded".equals(hit.state())) head.append(", OUTDATED");
    var conversation = hit.conversationId();
    if (conversation != null) head.append("; conversation ").append(conversation);
    var title = hit.title();
    if (title != null) head.append("; \"").append(recall.line(title)).append('"');
    return head + "\n" + Cut.to(PASSAGE, recall.text(hit.text()).strip());
  }

  private String speaker(Hit hit) {
    var role = hit.role();
    if (role == null) return "written down";
    var author = hit.author();
    return role.wireName() + (author == null ? "" : " (" + recall.line(author) + ")") + " said";
  }

  ObjectNode json(Hit hit) {
    var json = JsonTree.object();
    json.put("kind", hit.kind() == Hit.Kind.MEMORY ? "memory" : "message");
    json.put("id", wireId(hit)).put("score", hit.score());
    json.put("text", recall.text(hit.text())).put("snippet", recall.text(snippet(hit)));
    recall.put(json, "title", hit.title());
    json.put("site", hit.site().wireName());
    var role = hit.role();
    if (role != null) json.put("role", role.wireName());
    recall.put(json, "author", hit.author());
    json.put("created_at", hit.saidAt().toString());
    var conversation = hit.conversationId();
    if (conversation != null) json.put("conversation_id", conversation.toString());
    recall.put(json, "url", hit.url());
    recall.put(json, "state", hit.state());
    if (!hit.tags().isEmpty()) {
      var tags = json.putArray("tags");
      hit.tags().forEach(tag -> tags.add(recall.text(tag)));
    }
    putSources(json, hit);
    return json;
  }

  private static String snippet(Hit hit) {
    return hit.snippet().stream().map(Hit.Piece::text).collect(Collectors.joining());
  }

  private void putSources(ObjectNode json, Hit hit) {
    var sources = json.putArray("sources");
    for (var source : hit.sources()) {
      sources
          .addObject()
          .put("message_id", source.messageId().toString())
          .put("source_id", recall.text(source.sourceId()))
          .put("conversation_id", source.conversationId().toString());
    }
  }
}
