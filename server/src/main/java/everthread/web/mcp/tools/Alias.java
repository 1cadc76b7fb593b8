package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Another name for a tool, with the arguments that clients of the published package of the same
 * kind send (github.com/jingchang0623-crypto/aimemory). Taken in calls, not listed.
 *
 * @param inputSchema JSON Schema of the arguments as those clients know them
 * @param translate makes this house's arguments of theirs
 */
record Alias(String name, Tool target, ObjectNode inputSchema, UnaryOperator<ObjectNode> translate)
    implements Tool {

  static Alias of(Tool target, String name, String schema, UnaryOperator<ObjectNode> translate) {
    return new Alias(name, target, JsonTree.ours(schema), translate);
  }

  @Override
  public boolean isListed() {
    return false;
  }

  @Override
  public String title() {
    return target.title();
  }

  @Override
  public String description() {
    return target.description();
  }

  @Override
  public @Nullable ObjectNode outputSchema() {
    return target.outputSchema();
  }

  @Override
  public Annotations annotations() {
    return target.annotations();
  }

  @Override
  public Scope needs() {
    return target.needs();
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    return target.call(caller, translate.apply(arguments));
  }
}
