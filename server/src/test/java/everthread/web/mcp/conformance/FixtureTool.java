package everthread.web.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A tool that the conformance suite calls. */
public record FixtureTool(
    String name, String input, BiFunction<Exchange, ObjectNode, ToolResult> work) implements Tool {
  private static final String NOTHING = "{\"type\":\"object\",\"properties\":{}}";

  public static FixtureTool of(String name, BiFunction<Exchange, ObjectNode, ToolResult> work) {
    return new FixtureTool(name, NOTHING, work);
  }

  @Override
  public String title() {
    return name;
  }

  @Override
  public String description() {
    return "For the conformance suite.";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(input);
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
  public ToolResult call(Exchange exchange, ObjectNode arguments) {
    return work.apply(exchange, arguments);
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    throw new UnsupportedOperationException("called with an exchange");
  }
}
