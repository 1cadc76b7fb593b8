package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.search.Hit;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;

/**
 * Search in the exact shape that ChatGPT asks of a source for deep research (developers.openai.com,
 * "Building MCP servers"): ids, titles and addresses; the same JSON as the one text item.
 */
public final class Search implements Tool {
  private static final int RESULTS = 10;
  private static final int TITLE = 90;

  private final SearchIndex index;
  private final Links links;
  private final Recall recall;

  public Search(SearchIndex index, Links links, Recall recall) {
    this.index = index;
    this.links = links;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String title() {
    return "Search (research)";
  }

  @Override
  public String description() {
    return """
    Search this person's earlier chats and memories as a research source: ids, titles and addresses, \
    to be read with fetch. In a chat of your own, search_memory tells more at once.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["query"],"properties":{
          "query":{"type":"string","minLength":1,"maxLength":10000,"pattern":"\\\\S"}}}
        """);
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["results"],"properties":{
          "results":{"type":"array","items":{"type":"object","required":["id","title","url"],
            "properties":{
              "id":{"type":"string"},
              "title":{"type":"string"},
              "url":{"type":"string"}}}}}}
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
    var text = new Arguments(arguments).text("query").orElseThrow();
    var query = new Query(text, Query.Mode.HYBRID, Query.Filter.NONE, RESULTS, 0, false);
    var data = JsonTree.object();
    var results = data.putArray("results");
    for (var hit : index.search(caller.space(), query).hits()) {
      if ("in_review".equals(hit.state())) continue;
      results
          .addObject()
          .put("id", HitNotes.wireId(hit))
          .put("title", title(hit))
          .put("url", links.to(hit));
    }
    return new ToolResult.Answer(JsonTree.write(data), data);
  }

  private String title(Hit hit) {
    var title = hit.title();
    var line = recall.line(title == null ? hit.text() : title);
    if (line.length() > TITLE) line = line.substring(0, Cut.end(line, 0, TITLE)) + "…";
    return line.isEmpty() ? hit.site().displayName() : line;
  }
}
