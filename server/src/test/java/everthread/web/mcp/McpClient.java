package everthread.web.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Speaks MCP over real HTTP, so that a test reads as a transcript. Immutable. */
final class McpClient {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI endpoint;
  private final TreeMap<String, String> headers;
  private final boolean stateless;
  private final List<String> capabilities;

  /** Speaks the newest revision with a handshake, as the given key. */
  McpClient(URI endpoint, String key) {
    this(endpoint, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), false, List.of());
    headers.put("Authorization", "Bearer " + key);
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("MCP-Protocol-Version", "2025-11-25");
  }

  private McpClient(
      URI endpoint, TreeMap<String, String> headers, boolean stateless, List<String> capabilities) {
    this.endpoint = endpoint;
    this.headers = headers;
    this.stateless = stateless;
    this.capabilities = capabilities;
  }

  /** Speaks revision 2026-07-28: version and capabilities go with every request. */
  McpClient stateless() {
    return new McpClient(endpoint, headers, true, capabilities)
        .with("MCP-Protocol-Version", "2026-07-28");
  }

  /** Says with every request of that revision that it can do these. */
  McpClient able(String... capabilities) {
    return new McpClient(endpoint, headers, stateless, List.of(capabilities));
  }

  McpClient with(String header, String value) {
    var changed = new TreeMap<>(headers);
    changed.put(header, value);
    return new McpClient(endpoint, changed, stateless, capabilities);
  }

  McpClient without(String header) {
    var changed = new TreeMap<>(headers);
    changed.remove(header);
    return new McpClient(endpoint, changed, stateless, capabilities);
  }

  /** Calls a tool. */
  Reply call(String tool, Object... namesAndValues) {
    var params = JSON.createObjectNode().put("name", tool);
    params.set("arguments", object(namesAndValues));
    return request("tools/call", params);
  }

  Reply request(String method, Object... namesAndValues) {
    return request(method, object(namesAndValues));
  }

  Reply request(String method, ObjectNode params) {
    return ready(method, params).post(message(method, params).toString());
  }

  /** Calls a tool and reads its answer as it comes; who closes it drops the connection. */
  InputStream stream(String tool) {
    var params = object("name", tool);
    var ready = ready("tools/call", params);
    var body = message("tools/call", params).toString().getBytes(StandardCharsets.UTF_8);
    return ready.sent("POST", body, BodyHandlers.ofInputStream()).body();
  }

  /** With all that the revision wants to stand in the request and its headers. */
  private McpClient ready(String method, ObjectNode params) {
    if (!stateless) return this;
    var meta = params.withObjectProperty("_meta");
    meta.put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
    meta.putObject("io.modelcontextprotocol/clientInfo").put("name", "t").put("version", "1");
    var able = meta.putObject("io.modelcontextprotocol/clientCapabilities");
    capabilities.forEach(able::putObject);
    var mirrored = missing("Mcp-Method", method);
    var name = params.path("name").asText(params.path("uri").asText());
    return name.isEmpty() ? mirrored : mirrored.missing("Mcp-Name", name);
  }

  private McpClient missing(String header, String value) {
    return headers.containsKey(header) ? this : with(header, value);
  }

  static ObjectNode message(String method, ObjectNode params) {
    var message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 7).put("method", method);
    message.set("params", params);
    return message;
  }

  /** Sends a body as it stands. */
  Reply post(String body) {
    return send("POST", body.getBytes(StandardCharsets.UTF_8));
  }

  Reply send(String method, byte @Nullable [] body) {
    return new Reply(sent(method, body, BodyHandlers.ofString()));
  }

  private <T> HttpResponse<T> sent(String method, byte @Nullable [] body, BodyHandler<T> handler) {
    var request = HttpRequest.newBuilder(endpoint);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request.header(header.getKey(), header.getValue());
    }
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    try {
      return HTTP.send(request.build(), handler);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  static ObjectNode object(Object... namesAndValues) {
    var object = JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
    }
    return object;
  }
}
