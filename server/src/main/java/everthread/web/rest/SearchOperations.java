package everthread.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Role;
import everthread.extract.Fact;
import everthread.extract.Turn;
import everthread.ingest.Stats;
import everthread.memory.MemoryIds;
import everthread.search.Hit;
import everthread.search.Query;
import everthread.web.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** /v1/search, /v1/extract and /v1/stats. */
final class SearchOperations {
  /** Paging by a hit's id looks for it among this many; nobody reads further. */
  private static final int DEEPEST = 1000;

  private final RestServices services;

  SearchOperations(RestServices services) {
    this.services = services;
  }

  Reply search(Call call) {
    if (call.time("as_of").isPresent()) return new SearchOfThen(services).search(call);
    var after = call.text("after");
    int offset = after.isEmpty() ? 0 : offsetAfter(call, after.get());
    var hits = services.search().search(call.space(), query(call, offset, call.limit()));
    var data = Json.MAPPER.createArrayNode();
    hits.hits().forEach(hit -> data.add(json(hit)));
    var list = Reply.list(data, offset + data.size() < hits.total());
    list.put("total", hits.total());
    if (hits.suggestion() != null) list.put("suggestion", hits.suggestion());
    if (hits.notice() != null) list.put("notice", hits.notice());
    return Reply.ok(list);
  }

  private int offsetAfter(Call call, String lastId) {
    for (int offset = 0; offset < DEEPEST; offset += 100) {
      var hits = services.search().search(call.space(), query(call, offset, 100)).hits();
      for (int i = 0; i < hits.size(); i++) {
        if (wireId(hits.get(i)).equals(lastId)) return offset + i + 1;
      }
      if (hits.size() < 100) break;
    }
    throw Call.badCursor();
  }

  static Query query(Call call, int offset, int limit) {
    var filter =
        new Query.Filter(
            Query.Kind.valueOf(call.text("kind").orElse("all").toUpperCase(Locale.ROOT)),
            call.site().map(Set::of).orElse(Set.of()),
            call.text("project").orElse(null),
            call.role().orElse(null),
            call.text("tag").orElse(null),
            call.time("from").orElse(null),
            call.time("to").orElse(null));
    var mode = Query.Mode.valueOf(call.text("mode").orElse("hybrid").toUpperCase(Locale.ROOT));
    return new Query(call.text("q").orElse(""), mode, filter, limit, offset, false);
  }

  static String wireId(Hit hit) {
    return hit.kind() == Hit.Kind.MEMORY ? MemoryIds.toWire(hit.id()) : hit.id().toString();
  }

  static ObjectNode json(Hit hit) {
    var json = Json.MAPPER.createObjectNode();
    json.put("kind", hit.kind().name().toLowerCase(Locale.ROOT));
    json.put("id", wireId(hit));
    json.put("score", hit.score());
    json.put("text", hit.text());
    var snippet = new StringBuilder();
    hit.snippet().forEach(piece -> snippet.append(piece.text()));
    json.put("snippet", snippet.toString());
    json.put("title", hit.title());
    json.put("site", hit.site().wireName());
    json.put("role", hit.role() == null ? null : hit.role().wireName());
    if (hit.author() != null) json.put("author", hit.author());
    json.put("created_at", hit.saidAt().toString());
    json.put(
        "conversation_id", hit.conversationId() == null ? null : hit.conversationId().toString());
    json.put("url", hit.url());
    if (hit.state() != null) json.put("state", hit.state());
    hit.tags().forEach(json.putArray("tags")::add);
    var sources = json.putArray("sources");
    for (var source : hit.sources()) {
      sources
          .addObject()
          .put("message_id", source.messageId().toString())
          .put("source_id", source.sourceId())
          .put("conversation_id", source.conversationId().toString());
    }
    return json;
  }

  Reply extract(Call call) {
    var answer = Json.MAPPER.createObjectNode();
    var facts = answer.putArray("facts");
    var turns = new ArrayList<Turn>();
    for (var message : call.body().get("messages")) {
      turns.add(
          new Turn(
              message.get("source_id").textValue(),
              Role.ofWireName(message.get("role").textValue()).orElseThrow(),
              message.path("author").textValue(),
              services.clean().clean(message.get("text").textValue())));
    }
    services.facts().facts(turns).forEach(fact -> facts.add(json(fact)));
    return Reply.ok(answer);
  }

  private static ObjectNode json(Fact fact) {
    var json = Json.MAPPER.createObjectNode();
    json.put("text", fact.text());
    json.put("source_id", fact.sourceId());
    if (fact.author() != null) json.put("author", fact.author());
    json.put("quote", fact.quote());
    json.put("confidence", fact.confidence());
    json.put("extractor", fact.extractor());
    return json;
  }

  Reply stats(Call call) {
    var json = json(services.stats().stats(call.space()));
    var meaning = services.stats().meaning(call.space());
    json.putObject("meaning")
        .put("model", meaning.model())
        .put("pending", meaning.pending())
        .put("set_aside", meaning.setAside())
        .put("trouble", meaning.trouble());
    return Reply.ok(json.put("dead_jobs", services.jobs().dead(call.space())));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static ObjectNode json(Stats stats) {
    var json = Json.MAPPER.createObjectNode();
    json.put("object", "stats");
    json.put("conversations", stats.conversations());
    json.put("messages", stats.messages());
    json.put("memories", stats.memories());
    json.put("captures", stats.captures());
    json.put("index_bytes", stats.bytes());
    json.put("drift", stats.drift());
    json.putObject("pending")
        .put("reading", stats.pending().reading())
        .put("extraction", stats.pending().extraction())
        .put("embedding", stats.pending().embedding())
        .put("index", stats.pending().index());
    var sites = json.putObject("sites");
    stats
        .sites()
        .forEach(
            (site, part) ->
                sites
                    .putObject(site.wireName())
                    .put("conversations", part.conversations())
                    .put("messages", part.messages())
                    .put("drift", part.drifting())
                    .put("last_capture_at", text(part.lastCaptureAt())));
    return json;
  }
}
