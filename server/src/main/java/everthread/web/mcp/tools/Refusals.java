package everthread.web.mcp.tools;

import everthread.web.mcp.protocol.ToolResult;

/** Refusals that must be word for word the same for what is absent, malformed and another's. */
final class Refusals {
  static final ToolResult NO_SUCH_CONVERSATION =
      new ToolResult.Refusal(
          "There is no conversation with this id. Take the conversation id of a search_memory hit.");

  static final ToolResult NO_SUCH_MEMORY =
      new ToolResult.Refusal(
          "There is no memory with this id. Take the id of a hit of search_memory or"
              + " list_memories.");

  private Refusals() {}
}
