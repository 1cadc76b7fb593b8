package everthread.bench.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import org.jspecify.annotations.Nullable;

/** A tool that does next to nothing, so that what is measured is the protocol around it. */
final class Trivial implements Tool {
  static final String NAME = "trivial";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Trivial";
  }

  @Override
  public String description() {
    return "Gives the query back.";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["query"],"properties":{
          "query":{"type":"string","minLength":1,"maxLength":10000}}}
        """);
  }

  @Override
  public @Nullable ObjectNode outputSchema() {
    return null;
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
    var query = arguments.path("query").asText();
    return new ToolResult.Answer(query, JsonTree.object().put("query", query));
  }
}
