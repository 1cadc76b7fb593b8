package everthread.stdio;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private volatile @Nullable String version;
  private volatile @Nullable String session;
  private volatile byte @Nullable [] initialize;

  /** By uri: the requests by which the client watches something. */
  private final Map<String, byte[]> watching = new ConcurrentHashMap<>();

  /** Adds the headers that go with the message. */
  void dress(HttpRequest.Builder request, ClientMessage message) {
    if (message.isStateless()) mirror(request, message);
    else if (!"initialize".equals(message.method())) dress(request);
  }

  /** The same for what is no message of the client. */
  void dress(HttpRequest.Builder request) {
    if (version != null) request.header("MCP-Protocol-Version", version);
    if (session != null) request.header("Mcp-Session-Id", session);
  }

  boolean hasSession() {
    return session != null;
  }

  /** Remembers what has to be said again to a server that was started anew. */
  void heard(ClientMessage message, byte[] line) {
    var method = message.method();
    var uri = message.uri();
    if (method == null || message.isStateless()) return;
    switch (method) {
      case "initialize" -> initialize = line;
      case "resources/subscribe" -> {
        if (uri != null) watching.put(uri, line);
      }
      case "resources/unsubscribe" -> {
        if (uri != null) watching.remove(uri);
      }
      default -> {}
    }
  }

  /** What opened the session, then what it watches; empty without one. */
  List<byte[]> opening() {
    var first = initialize;
    if (first == null) return List.of();
    var lines = new ArrayList<byte[]>();
    lines.add(first);
    lines.add(INITIALIZED.getBytes(StandardCharsets.UTF_8));
    lines.addAll(watching.values());
    return lines;
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
    session = response.headers().firstValue("Mcp-Session-Id").orElse(null);
  }
}
