package everthread.bench.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * The official Java library's server on its own servlet transport, in Tomcat, with the same tools.
 * What would slow it is left out: no key is asked for, its tools publish no output schema (it would
 * check every answer against it), and Tomcat keeps a connection for any number of requests.
 */
final class SdkServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tomcat tomcat = new Tomcat();
  private final McpSyncServer server;

  /**
   * @param immediate whether tools run on the thread of their request instead of a scheduler's
   */
  SdkServer(List<Tool> tools, Principal caller, boolean immediate)
      throws IOException, LifecycleException {
    var transport =
        HttpServletStreamableServerTransportProvider.builder().mcpEndpoint("/mcp").build();
    this.server =
        McpServer.sync(transport)
            .serverInfo("official-java-sdk", "1")
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .tools(tools.stream().map(tool -> specification(tool, caller)).toList())
            .immediateExecution(immediate)
            .build();
    var folder = Files.createTempDirectory("everthread-tomcat").toString();
    tomcat.setBaseDir(folder);
    tomcat.setPort(0);
    var connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    var context = tomcat.addContext("", folder);
    var servlet = Tomcat.addServlet(context, "mcp", transport);
    servlet.setAsyncSupported(true);
    servlet.addMapping("/*");
    tomcat.start();
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  private static SyncToolSpecification specification(Tool tool, Principal caller) {
    var schema = map(tool.inputSchema());
    var described =
        McpSchema.Tool.builder(tool.name(), schema)
            .title(tool.title())
            .description(tool.description())
            .build();
    return SyncToolSpecification.builder()
        .tool(described)
        .callHandler(
            (exchange, request) -> result(tool.call(caller, JSON.valueToTree(request.arguments()))))
        .build();
  }

  private static Map<String, Object> map(ObjectNode schema) {
    return JSON.convertValue(schema, new TypeReference<>() {});
  }

  private static CallToolResult result(ToolResult result) {
    if (!(result instanceof ToolResult.Answer answer)) {
      throw new IllegalStateException("the tool did not answer");
    }
    return CallToolResult.builder(List.of(TextContent.builder(answer.text()).build()))
        .structuredContent(answer.data())
        .isError(false)
        .build();
  }

  @Override
  public void close() throws LifecycleException {
    server.closeGracefully();
    tomcat.stop();
    tomcat.destroy();
  }
}
