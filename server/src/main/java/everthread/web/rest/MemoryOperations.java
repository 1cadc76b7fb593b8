package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryIds;
import everthread.memory.NewMemory;
import everthread.memory.Validity;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** /v1/memory. */
final class MemoryOperations {
  private final RestServices services;

  MemoryOperations(RestServices services) {
    this.services = services;
  }

  Reply list(Call call) {
    var state =
        call.text("state")
            .map(name -> MemoryFilter.State.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(null);
    var filter =
        new MemoryFilter(
            call.site().orElse(null),
            call.text("tag").orElse(null),
            state,
            null,
            call.time("as_of").orElse(null));
    var found = services.memories().list(call.space(), filter, after(call), call.limit() + 1);
    return Reply.ok(Reply.list(found, call.limit(), MemoryOperations::json));
  }

  private static @Nullable UUID after(Call call) {
    var after = call.text("after");
    if (after.isEmpty()) return null;
    return MemoryIds.ofWire(after.get()).orElseThrow(Call::badCursor);
  }

  Reply add(Call call) {
    var body = call.body();
    var memory =
        NewMemory.written(
            clean(body.get("content").textValue()),
            cleanOrNull(body.path("title").textValue()),
            orEmpty(tags(body)),
            orEmpty(metadata(body)),
            Site.ofWireName(body.path("site").asText("api")).orElse(Site.API));
    return Reply.created(json(services.memories().add(call.space(), List.of(memory)).getFirst()));
  }

  Reply get(Call call) {
    var id = id(call);
    return Reply.ok(
        json(services.memories().find(call.space(), id).orElseThrow(MemoryOperations::absent)));
  }

  Reply update(Call call) {
    var body = call.body();
    var content = body.path("content").textValue();
    var change =
        new MemoryChange(
            content == null ? null : clean(content),
            cleanOrNull(body.path("title").textValue()),
            tags(body),
            metadata(body),
            validity(body));
    var id = id(call);
    return Reply.ok(
        json(
            services
                .memories()
                .update(call.space(), id, change)
                .orElseThrow(MemoryOperations::absent)));
  }

  Reply delete(Call call) {
    var id = id(call);
    if (!services.memories().erase(call.space(), id)) throw absent();
    return Reply.deleted("memory.deleted", MemoryIds.toWire(id));
  }

  private static UUID id(Call call) {
    return MemoryIds.ofWire(call.id()).orElseThrow(MemoryOperations::absent);
  }

  /** A person's word on whether it holds: undoes a superseding, or ends it now. */
  private static @Nullable Validity validity(JsonNode body) {
    return switch (body.path("state").asText("")) {
      case "current" -> new Validity.Current(null);
      case "superseded" -> new Validity.Superseded(Instant.now(), null);
      default -> null;
    };
  }

  static ProblemException absent() {
    return new ProblemException(new Problem.NotFound("There is no such memory."));
  }

  private String clean(String text) {
    return services.clean().clean(text);
  }

  private @Nullable String cleanOrNull(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  private @Nullable List<String> tags(JsonNode body) {
    if (!body.has("tags")) return null;
    var tags = new ArrayList<String>();
    body.get("tags").forEach(tag -> tags.add(clean(tag.textValue())));
    return tags.stream().distinct().toList();
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, Object> metadata(JsonNode body) {
    if (!body.has("metadata")) return null;
    return Json.MAPPER.convertValue(Storable.of(body.get("metadata")), Map.class);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Map<String, Object> orEmpty(@Nullable Map<String, Object> map) {
    return map == null ? Map.of() : map;
  }

  static ObjectNode json(Memory memory) {
    var json = Json.MAPPER.createObjectNode();
    json.put("id", memory.wireId());
    json.put("object", "memory");
    json.put("content", memory.content());
    json.put("title", memory.title());
    json.set("tags", Json.MAPPER.valueToTree(memory.tags()));
    json.set("metadata", Json.MAPPER.valueToTree(memory.metadata()));
    json.put("site", memory.site().wireName());
    putValidity(json, memory.validity());
    json.put("evidence", memory.evidence());
    putProvenance(json, memory);
    json.put("created_at", memory.createdAt().toString());
    json.put("updated_at", memory.updatedAt().toString());
    return json;
  }

  private static void putValidity(ObjectNode json, Validity validity) {
    switch (validity) {
      case Validity.Current current -> {
        json.put("state", "current");
        if (current.since() != null) json.put("valid_from", current.since().toString());
      }
      case Validity.InReview() -> json.put("state", "in_review");
      case Validity.Superseded superseded -> {
        json.put("state", "superseded");
        if (superseded.since() != null) json.put("valid_from", superseded.since().toString());
        json.put("valid_until", superseded.until().toString());
        if (superseded.by() != null) {
          json.put("superseded_by", MemoryIds.toWire(superseded.by()));
        }
      }
    }
  }

  private static void putProvenance(ObjectNode json, Memory memory) {
    var provenance = memory.provenance();
    if (provenance == null) {
      json.putNull("source");
      return;
    }
    var source = json.putObject("source");
    source.put("conversation_id", provenance.conversationId().toString());
    source.put("message_id", provenance.messageId().toString());
    source.put("source_id", provenance.messageSourceId());
    source.put("role", provenance.role().wireName());
    if (provenance.author() != null) source.put("author", provenance.author());
    source.put("quote", provenance.quote());
    source.put("extractor", provenance.extractor());
    source.put("confidence", provenance.confidence());
  }
}
