package everthread;

import everthread.space.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MCP messages and their headers, in both eras. */
final class McpWords {
  private static final String META =
      """
      "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"},
        "io.modelcontextprotocol/clientCapabilities":{}}""";

  private static final Pattern NAME = Pattern.compile("^\\{\"(?:name|uri)\":\"([^\"]+)\"");

  private McpWords() {}

  static String message(boolean stateless, String method, String params) {
    var all =
        stateless
            ? params.substring(0, params.length() - 1)
                + (params.equals("{}") ? "" : ",")
                + META
                + "}"
            : params;
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + all + "}";
  }

  /**
   * @param params of the request: Mcp-Name repeats a name or an address in them
   */
  static Map<String, String> headers(boolean stateless, String method, String params) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("MCP-Protocol-Version", stateless ? "2026-07-28" : "2025-11-25");
    if (stateless) headers.put("Mcp-Method", method);
    var name = NAME.matcher(params);
    if (stateless && name.find()) headers.put("Mcp-Name", name.group(1));
    return headers;
  }

  static @Nullable Scope scope(String tool) {
    if (tool.isEmpty()) return null;
    return Doors.WRITING.contains(tool) ? Scope.WRITE : Scope.READ;
  }
}
