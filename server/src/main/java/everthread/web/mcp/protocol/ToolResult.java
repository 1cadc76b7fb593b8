package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

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
   * Understood, but cannot be served.
   *
   * @param advice tells the model what to change
   */
  record Refusal(String advice) implements ToolResult {}
}
