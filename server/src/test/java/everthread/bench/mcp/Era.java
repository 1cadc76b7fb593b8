package everthread.bench.mcp;

import everthread.web.mcp.protocol.JsonTree;

/** How a client speaks. */
enum Era {
  /** Revision 2025-11-25: initialize, then calls within a session. */
  SESSION("2025-11-25, session"),
  /** Revision 2026-07-28: each call says all. */
  STATELESS("2026-07-28, stateless");

  private final String label;

  Era(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The message that calls a tool with a query. */
  String call(int id, String tool, String query) {
    var message = JsonTree.object().put("jsonrpc", "2.0").put("id", id).put("method", "tools/call");
    var params = message.putObject("params").put("name", tool);
    params.putObject("arguments").put("query", query);
    if (this == STATELESS) {
      var meta = params.putObject("_meta");
      meta.put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
      meta.putObject("io.modelcontextprotocol/clientInfo").put("name", "bench").put("version", "1");
      meta.putObject("io.modelcontextprotocol/clientCapabilities");
    }
    return JsonTree.write(message);
  }

  /** The headers that go with it, each ended by a line break. */
  String headers(String tool, String session) {
    return switch (this) {
      case SESSION -> "MCP-Protocol-Version: 2025-11-25\r\nMcp-Session-Id: " + session + "\r\n";
      case STATELESS ->
          "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: %s\r\n"
              .formatted(tool);
    };
  }
}
