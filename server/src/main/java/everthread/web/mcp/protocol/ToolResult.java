package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tool call ends in. Protocol errors (unknown tool, bad JSON) are not tool results. */
public sealed interface ToolResult {

  /**
   * Served.
   *
   * @param text for the model to read
   * @param data the same as JSON, fitting the tool's output schema
   */
  record Answer(String text, ObjectNode data) implements ToolResult {}

  /**
   * Served with more than one text.
   *
   * @param data the same as JSON, null for a tool without an output schema
   */
  record Contents(List<Content> contents, @Nullable ObjectNode data) implements ToolResult {
    public Contents {
      contents = List.copyOf(contents);
    }
  }

  /**
   * Understood, but cannot be served.
   *
   * @param advice tells the model what to change
   */
  record Refusal(String advice) implements ToolResult {}
}
