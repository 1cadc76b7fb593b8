package everthread;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import everthread.LiveServer.Caller;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The official Java client, connected and initialized. It checks what each tool answers against the
 * output schema that the server published.
 */
final class JavaSdkClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Long, because what a busy machine takes is not what is tested. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  final McpSyncClient sdk;
  private final Set<String> called = new TreeSet<>();

  private JavaSdkClient(McpClientTransport transport) {
    sdk =
        McpClient.sync(transport)
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .enableCallToolSchemaCaching(true)
            .build();
    sdk.initialize();
  }

  /** Over HTTP as the caller, in the caller's space. */
  static JavaSdkClient overHttp(Caller caller) {
    var request = HttpRequest.newBuilder().header("Authorization", "Bearer " + caller.key());
    var space = caller.space();
    if (space != null) request.header("Everthread-Space", space);
    return new JavaSdkClient(
        HttpClientStreamableHttpTransport.builder(LiveServer.address())
            .endpoint("/mcp")
            .requestBuilder(request)
            .build());
  }

  /** Through a process that it starts, in the owner's own space. */
  static JavaSdkClient overStandardStreams() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var environment =
        Map.of(
            "EVERTHREAD_HOME",
            LiveServer.home().toString(),
            "EVERTHREAD_KEY",
            LiveServer.OWNER_KEY);
    var server =
        ServerParameters.builder(java)
            .args("-cp", requireNonNull(classes), "everthread.Main", "mcp")
            .env(environment)
            .build();
    return new JavaSdkClient(new StdioClientTransport(server, McpJsonDefaults.getMapper()));
  }

  /** What a call ended in. */
  record Reply(boolean refused, String text, JsonNode data) {}

  /** Arguments' names and values alternate. */
  Reply call(String tool, Object... namesAndValues) {
    var arguments = JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
    }
    var request =
        CallToolRequest.builder(tool)
            .arguments(McpJsonDefaults.getMapper(), arguments.toString())
            .build();
    var result = sdk.callTool(request);
    called.add(tool);
    var text = ((TextContent) result.content().getFirst()).text();
    return new Reply(
        Boolean.TRUE.equals(result.isError()), text, JSON.valueToTree(result.structuredContent()));
  }

  /** The data of a call that is served. */
  JsonNode served(String tool, Object... namesAndValues) {
    var reply = call(tool, namesAndValues);
    if (reply.refused()) throw new AssertionError(tool + " was refused: " + reply.text());
    return reply.data();
  }

  /** Names of the tools that were called. */
  Set<String> called() {
    return called;
  }

  /** Names of the tools on all pages, one page after another. */
  List<String> listed() {
    var names = new ArrayList<String>();
    String cursor = null;
    do {
      var page = sdk.listTools(cursor);
      page.tools().forEach(tool -> names.add(tool.name()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return names;
  }

  @Override
  public void close() {
    sdk.closeGracefully();
  }
}
