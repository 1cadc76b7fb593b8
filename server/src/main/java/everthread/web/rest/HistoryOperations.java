package everthread.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.memory.MemoryHistory;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryReport;
import everthread.web.Json;
import java.util.Locale;

/** /v1/memory/{id}/history and /v1/memory/report. */
final class HistoryOperations {
  private final RestServices services;

  HistoryOperations(RestServices services) {
    this.services = services;
  }

  Reply history(Call call) {
    return Reply.ok(
        MemoryIds.ofWire(call.id())
            .flatMap(id -> services.histories().history(call.space(), id))
            .map(HistoryOperations::json)
            .orElseThrow(MemoryOperations::absent));
  }

  private static ObjectNode json(MemoryHistory history) {
    var json = Json.MAPPER.createObjectNode().put("object", "memory.history");
    json.set("memory", MemoryOperations.json(history.memory()));
    var versions = json.putArray("versions");
    for (var version : history.versions()) versions.add(json(version));
    var evidence = json.putArray("evidence");
    for (var message : history.evidence()) evidence.add(json(message));
    var successor = history.successor();
    if (successor == null) json.putNull("superseded_by");
    else json.set("superseded_by", MemoryOperations.json(successor));
    var supersedes = json.putArray("supersedes");
    history.supersedes().forEach(older -> supersedes.add(MemoryOperations.json(older)));
    return json;
  }

  private static ObjectNode json(MemoryHistory.Version version) {
    var json = Json.MAPPER.createObjectNode().put("version", version.number());
    json.put("content", version.content()).put("title", version.title());
    json.set("tags", Json.MAPPER.valueToTree(version.tags()));
    json.put("state", version.state().name().toLowerCase(Locale.ROOT));
    return json.put("until", version.until().toString());
  }

  private static ObjectNode json(MemoryHistory.Evidence message) {
    var json = Json.MAPPER.createObjectNode();
    json.put("conversation_id", message.conversationId().toString());
    json.put("message_id", message.messageId().toString());
    json.put("source_id", message.messageSourceId());
    if (message.author() != null) json.put("author", message.author());
    return json.put("quote", message.quote()).put("said_at", message.saidAt().toString());
  }

  Reply report(Call call) {
    var report = services.hygiene().report(call.space());
    var json = Json.MAPPER.createObjectNode().put("object", "memory.report");
    for (var kind : MemoryReport.Kind.values()) {
      var section = report.sections().get(kind);
      if (section == null) continue;
      var told = json.putObject(kind.name().toLowerCase(Locale.ROOT));
      told.put("count", section.count());
      var examples = told.putArray("examples");
      section.examples().forEach(memory -> examples.add(MemoryOperations.json(memory)));
    }
    return Reply.ok(json);
  }
}
