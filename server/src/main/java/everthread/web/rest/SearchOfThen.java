package everthread.web.rest;

import everthread.search.Hit;
import everthread.search.Query;
import everthread.web.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** /v1/search with {@code as_of}: of the memories, those that held then. */
final class SearchOfThen {
  private static final int BATCH = 100;

  /** Nobody reads further. */
  private static final int DEEPEST = 1_000;

  private final RestServices services;

  SearchOfThen(RestServices services) {
    this.services = services;
  }

  Reply search(Call call) {
    var held = held(call);
    int from = call.text("after").map(last -> placeAfter(held, last)).orElse(0);
    int to = Math.min(held.size(), from + call.limit());
    var data = Json.MAPPER.createArrayNode();
    held.subList(from, to).forEach(hit -> data.add(SearchOperations.json(hit)));
    var list = Reply.list(data, to < held.size());
    return Reply.ok(list.put("total", held.size()));
  }

  private static int placeAfter(List<Hit> held, String last) {
    for (int i = 0; i < held.size(); i++) {
      if (SearchOperations.wireId(held.get(i)).equals(last)) return i + 1;
    }
    throw Call.badCursor();
  }

  /** What fits best first; whether it held is known to the store alone. */
  private List<Hit> held(Call call) {
    var held = new ArrayList<Hit>();
    for (int offset = 0; offset < DEEPEST; offset += BATCH) {
      var hits = services.search().search(call.space(), query(call, offset)).hits();
      var then = heldThen(call, hits);
      hits.stream().filter(hit -> then.contains(hit.id())).forEach(held::add);
      if (hits.size() < BATCH) break;
    }
    return held;
  }

  private static Query query(Call call, int offset) {
    var asked = SearchOperations.query(call, offset, BATCH);
    var states = Set.copyOf(EnumSet.of(Query.State.CURRENT, Query.State.SUPERSEDED));
    var filter = asked.filter();
    return new Query(
        asked.text(),
        asked.mode(),
        new Query.Filter(
            Query.Kind.MEMORY,
            filter.sites(),
            filter.project(),
            filter.role(),
            filter.tag(),
            filter.from(),
            filter.to(),
            filter.conversationId(),
            states),
        asked.limit(),
        asked.offset(),
        false);
  }

  private Set<UUID> heldThen(Call call, List<Hit> hits) {
    if (hits.isEmpty()) return Set.of();
    var ids = hits.stream().map(Hit::id).toList();
    return new HashSet<>(
        services.histories().heldAt(call.space(), ids, call.time("as_of").orElseThrow()));
  }
}
