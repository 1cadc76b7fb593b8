package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what was said or remembered. */
public final class SearchMemory implements Tool {
  private static final int LIMIT = 8;

  /** How many pages of hits are looked through for those that bear every tag asked for. */
  private static final int PAGES = 5;

  private final SearchIndex index;
  private final HitNotes notes;
  private final Recall recall;

  public SearchMemory(SearchIndex index, Recall recall) {
    this.index = index;
    this.recall = recall;
    this.notes = new HitNotes(recall);
  }

  @Override
  public String name() {
    return "search_memory";
  }

  @Override
  public String title() {
    return "Search memory";
  }

  @Override
  public String description() {
    return """
    Search everything this person said in earlier chats with any AI assistant, and the facts kept \
    from them. Call it before answering whenever the answer may depend on who they are, what they \
    prefer, own, plan or decided, or on an earlier chat ("as before", "my project", "what did we …"). \
    Do not call it for general knowledge. Give the few words that the passage would contain, not a \
    whole question. Finding nothing, try once with other words. Each hit names date, site and speaker; \
    where two disagree, trust the newer and what the user said over what an assistant said. To read \
    around a hit, call get_conversation with its conversation id; after its message id, to read what \
    followed.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["query"],"properties":{
          "query":{"type":"string","minLength":1,"maxLength":10000,"pattern":"\\\\S",
            "description":"Key words. \\"quoted phrase\\", NOT word and prefix* work too"},
          "limit":{"type":"integer","minimum":1,"maximum":50,"default":8},
          "platform":%s,
          "kind":{"type":"string","enum":["all","memory","message"],"default":"all",
            "description":"memory: kept facts; message: what was said in chats"},
          "tags":{"type":"array","maxItems":20,"items":%s,"description":"All of these"}}}
        """
            .formatted(Schemas.PLATFORM, Schemas.TAG));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["notice","hits","total"],"properties":{
          "notice":{"type":"string"},
          "total":{"type":"integer"},
          "suggestion":{"type":"string"},
          "hits":{"type":"array","items":{"type":"object",
            "required":["kind","id","score","text","snippet","site","created_at","sources"],
            "properties":{
              "kind":{"enum":["memory","message"]},
              "id":{"type":"string"},
              "score":{"type":"number"},
              "text":{"type":"string"},
              "snippet":{"type":"string"},
              "title":{"type":"string"},
              "site":{"type":"string"},
              "role":{"type":"string"},
              "author":{"type":"string"},
              "created_at":{"type":"string"},
              "conversation_id":{"type":"string"},
              "url":{"type":"string"},
              "state":{"type":"string"},
              "tags":{"type":"array","items":{"type":"string"}},
              "sources":{"type":"array","items":{"type":"object","properties":{
                "message_id":{"type":"string"},
                "source_id":{"type":"string"},
                "conversation_id":{"type":"string"}}}}}}}}}
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
    var given = new Arguments(arguments);
    var tags = given.texts("tags");
    var filter =
        new Query.Filter(
            Query.Kind.valueOf(given.text("kind").orElse("all").toUpperCase(Locale.ROOT)),
            given.platform().map(Set::of).orElse(Set.of()),
            null,
            null,
            tags.isEmpty() ? null : tags.getFirst(),
            null,
            null);
    var query =
        new Query(
            given.text("query").orElseThrow(),
            Query.Mode.HYBRID,
            filter,
            given.number("limit", LIMIT),
            0,
            false);
    var first = index.search(caller.space(), query);
    return answer(first, shown(caller.space(), query, first, tags));
  }

  /** The hits that may be shown: with every tag, and none that waits for a person's review. */
  private List<Hit> shown(SpaceId space, Query query, Hits first, List<String> tags) {
    var shown = new ArrayList<Hit>();
    var page = first;
    for (int pages = 1; ; pages++) {
      for (var hit : page.hits()) {
        if (hit.tags().containsAll(tags) && !"in_review".equals(hit.state())) shown.add(hit);
      }
      boolean last = page.hits().size() < query.limit() || pages == PAGES;
      if (shown.size() >= query.limit() || last) break;
      page = index.search(space, at(query, pages * query.limit()));
    }
    return shown.subList(0, Math.min(shown.size(), query.limit()));
  }

  private static Query at(Query query, int offset) {
    return new Query(query.text(), query.mode(), query.filter(), query.limit(), offset, false);
  }

  private ToolResult answer(Hits hits, List<Hit> shown) {
    var data = JsonTree.object().put("notice", Recall.NOTICE).put("total", hits.total());
    recall.put(data, "suggestion", hits.suggestion());
    var list = data.putArray("hits");
    var body = new StringBuilder();
    for (var hit : shown) {
      list.add(notes.json(hit));
      body.append(notes.note(list.size(), hit)).append("\n\n");
    }
    return shown.isEmpty()
        ? new ToolResult.Answer(nothing(hits), data)
        : new ToolResult.Answer(
            recall.framed(head(hits, shown), body.toString(), foot(hits)), data);
  }

  private static String head(Hits hits, List<Hit> shown) {
    return hits.total() > shown.size()
        ? "The best " + shown.size() + " of " + hits.total() + " hits."
        : shown.size() + (shown.size() == 1 ? " hit." : " hits.");
  }

  private String foot(Hits hits) {
    var notice = hits.notice();
    return notice == null ? "" : notice;
  }

  private String nothing(Hits hits) {
    var suggestion = hits.suggestion();
    return "Nothing found. "
        + (suggestion == null
            ? "Try once with other or fewer words; if that finds nothing either, it is not in memory."
            : "Did the person mean: " + recall.line(suggestion) + "?");
  }
}
