package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.Site;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import java.util.List;

/** The names and arguments of the published package of the same kind. */
final class Aliases {
  private static final String TAGS =
      "{\"type\":\"array\",\"maxItems\":50,\"items\":" + Schemas.TAG + "}";

  private Aliases() {}

  static List<Tool> of(
      AddMemory add, SearchMemory search, GetContext context, ListTags tags, SaveMemories save) {
    return List.of(
        Alias.of(add, "save_memory", ONE, Aliases::save),
        Alias.of(search, "search_memories", SEARCH, given -> given),
        Alias.of(
            context,
            "inject_memory",
            INJECT,
            given -> JsonTree.object().set("query", given.get("query"))),
        Alias.of(tags, "get_all_tags", "{\"type\":\"object\"}", given -> JsonTree.object()),
        save.named("batch_save_memories"),
        save.named("import_memories"));
  }

  private static final String ONE =
      """
      {"type":"object","required":["content"],"properties":{
        "content":{"type":"string","minLength":1,"maxLength":4000000,"pattern":"\\\\S"},
        "tags":%s,
        "source":{"type":"string","maxLength":300}}}
      """
          .formatted(TAGS);

  private static final String SEARCH =
      """
      {"type":"object","required":["query"],"properties":{
        "query":{"type":"string","minLength":1,"maxLength":10000,"pattern":"\\\\S"},
        "limit":{"type":"integer","minimum":1,"maximum":100}}}
      """;

  private static final String INJECT =
      """
      {"type":"object","required":["query"],"properties":{
        "query":{"type":"string","minLength":1,"maxLength":10000,"pattern":"\\\\S"},
        "max_memories":{"type":"integer","minimum":1,"maximum":20},
        "format":{"type":"string"}}}
      """;

  /** Their source is any text; ours is one of a list, and else kept as metadata. */
  static ObjectNode save(ObjectNode given) {
    var ours = JsonTree.object();
    ours.set("content", given.get("content"));
    if (given.has("tags")) ours.set("tags", given.get("tags"));
    var source = given.path("source").asText("");
    if (Site.ofWireName(source).isPresent()) ours.put("platform", source);
    else if (!source.isBlank()) ours.putObject("metadata").put("source", source);
    return ours;
  }
}
