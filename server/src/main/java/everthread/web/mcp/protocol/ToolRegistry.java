package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that are served, always in the order given. Immutable. */
public final class ToolRegistry {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final ArrayNode listing = JsonNodeFactory.instance.arrayNode();

  /** A tool and the check of its arguments. */
  record Entry(Tool tool, ArgumentCheck check) {}

  public ToolRegistry(List<Tool> tools) {
    for (var tool : tools) {
      if (entries.put(tool.name(), new Entry(tool, new ArgumentCheck(tool))) != null) {
        throw new IllegalArgumentException("two tools are named " + tool.name());
      }
      if (tool.isListed()) listing.add(listed(tool));
    }
  }

  private static ObjectNode listed(Tool tool) {
    var listed = JsonTree.object().put("name", tool.name()).put("title", tool.title());
    listed.put("description", tool.description());
    listed.set("inputSchema", tool.inputSchema());
    var output = tool.outputSchema();
    if (output != null) listed.set("outputSchema", output);
    var hints = tool.annotations();
    var told =
        listed
            .putObject("annotations")
            .put("title", tool.title())
            .put("readOnlyHint", hints.readOnly())
            .put("destructiveHint", hints.destructive());
    // Of what changes nothing it says nothing, and the list stands in every chat.
    if (!hints.readOnly()) told.put("idempotentHint", hints.idempotent());
    told.put("openWorldHint", false);
    return listed;
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Of the listed ones. */
  public Collection<String> names() {
    return entries.values().stream()
        .map(Entry::tool)
        .filter(Tool::isListed)
        .map(Tool::name)
        .toList();
  }

  /** The tools as tools/list shows them. */
  ArrayNode listing() {
    return listing.deepCopy();
  }
}
