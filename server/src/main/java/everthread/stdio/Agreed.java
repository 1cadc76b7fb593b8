package everthread.stdio;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in no message but in the headers of MCP over HTTP: what initialize agreed on, and
 * what a request of revision 2026-07-28 repeats of its body (transports/streamable-http, "Request
 * Metadata"). Thread-safe.
 */
final class Agreed {
  /** Methods that Mcp-Name goes with; the first two name by name, the last by uri. */
  private static final Map<String, Boolean> NAMED =
      Map.of("tools/call", false, "prompts/get", false, "resources/read", true);

  private volatile @Nullable String version;

  /** Adds the headers that go with the message. */
  void dress(HttpRequest.Builder request, ClientMessage message) {
    if (message.isStateless()) mirror(request, message);
    else if (version != null && !"initialize".equals(message.method())) {
      request.header("MCP-Protocol-Version", version);
    }
  }

  private static void mirror(HttpRequest.Builder request, ClientMessage message) {
    var method = message.method();
    var version = message.version();
    if (version == null || method == null) return;
    request.header("MCP-Protocol-Version", headerText(version));
    request.header("Mcp-Method", headerText(method));
    var byUri = NAMED.get(method);
    if (byUri == null) return;
    var name = byUri ? message.uri() : message.name();
    if (name != null) request.header("Mcp-Name", headerText(name));
  }

  /** As it is where a header can hold it, else in Base64 between two marks. */
  static String headerText(String text) {
    boolean plain =
        text.chars().allMatch(each -> each >= ' ' && each < 127)
            && text.equals(text.strip())
            && !text.isEmpty()
            && !text.startsWith("=?base64?");
    if (plain) return text;
    return "=?base64?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }

  /** Takes in the answer to initialize. */
  void initialized(HttpResponse<?> response, ClientMessage answer) {
    if (answer.version() != null) version = answer.version();
  }
}
