package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatelessEraTest {
  private static final McpTestServer SERVER = new McpTestServer();
  private static final String META = "io.modelcontextprotocol/";
  private final McpClient client = SERVER.client(McpTestServer.OWNER).stateless();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void discover_says_versions_capabilities_and_instructions() {
    var result = client.request("server/discover").result();

    assertThat(result.path("resultType").asText()).isEqualTo("complete");
    assertThat(result.path("supportedVersions").path(0).asText()).isEqualTo("2026-07-28");
    assertThat(result.path("supportedVersions")).hasSize(5);
    assertThat(result.path("capabilities").has("tools")).isTrue();
    assertThat(result.path("instructions").asText()).contains("search_memory");
    assertThat(result.path("ttlMs").asLong()).isPositive();
    assertThat(result.path("cacheScope").asText()).isEqualTo("public");
    assertThat(result.path("_meta").path(META + "serverInfo").path("name").asText())
        .isEqualTo("everthread");
  }

  @Test
  void lists_say_how_long_they_keep() {
    var result = client.request("tools/list").result();

    assertThat(result.path("tools")).hasSize(14);
    assertThat(result.path("resultType").asText()).isEqualTo("complete");
    assertThat(result.path("ttlMs").asLong()).isEqualTo(300_000);
    assertThat(result.path("cacheScope").asText()).isEqualTo("public");
  }

  @Test
  void a_tool_is_called_without_any_handshake_and_its_answer_is_not_for_keeping() {
    SERVER.remember("User is allergic to peanuts");

    var reply = client.call("search_memory", "query", "peanuts");

    assertThat(reply.text()).contains("User is allergic to peanuts");
    assertThat(reply.result().path("resultType").asText()).isEqualTo("complete");
    assertThat(reply.result().has("ttlMs")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"initialize", "ping", "tasks/list", "resources/subscribe", ""})
  void a_method_that_is_not_served_is_404_and_says_so(String method) {
    client.request(method).isError(404, -32601);
  }

  @Test
  void an_unknown_version_is_refused_with_the_known_ones() {
    var params =
        McpClient.object("_meta", McpClient.object(META + "protocolVersion", "1900-01-01"));

    var reply =
        SERVER
            .client(McpTestServer.OWNER)
            .with("MCP-Protocol-Version", "1900-01-01")
            .request("tools/list", params)
            .isError(400, -32022);

    var data = reply.json().path("error").path("data");
    assertThat(data.path("supported")).hasSize(5);
    assertThat(data.path("requested").asText()).isEqualTo("1900-01-01");
  }

  @Test
  void an_older_version_that_discover_names_is_served_as_that_version() {
    var meta = McpClient.object(META + "protocolVersion", "2025-11-25");

    var result = SERVER.client(McpTestServer.OWNER).request("tools/list", "_meta", meta).result();

    assertThat(result.has("resultType")).isFalse();
  }

  @Test
  void a_missing_or_different_header_is_refused() {
    client.without("MCP-Protocol-Version").request("tools/list").isError(400, -32020);
    client.with("MCP-Protocol-Version", "2025-11-25").request("tools/list").isError(400, -32020);
    client.with("Mcp-Method", "tools/call").request("tools/list").isError(400, -32020);
    client.with("Mcp-Method", "TOOLS/LIST").request("tools/list").isError(400, -32020);
    client.with("Mcp-Name", "add_memory").call("search_memory", "query", "x").isError(400, -32020);
    client.with("Mcp-Name", "=?base64?***?=").call("search_memory").isError(400, -32020);
    client.with("Mcp-Name", "=?base64?=").call("search_memory").isError(400, -32020);
    withoutMethodHeader().isError(400, -32020);
  }

  private Reply withoutMethodHeader() {
    var params = McpClient.object("_meta", meta());
    return SERVER
        .client(McpTestServer.OWNER)
        .with("MCP-Protocol-Version", "2026-07-28")
        .request("tools/list", params);
  }

  private static Object meta() {
    return McpClient.object(
        META + "protocolVersion", "2026-07-28", META + "clientCapabilities", McpClient.object());
  }

  @Test
  void a_name_in_base64_is_compared_after_decoding() {
    client
        .with("Mcp-Name", "=?base64?c2VhcmNoX21lbW9yeQ==?=")
        .call("search_memory", "query", "peanuts")
        .result();
  }

  @Test
  void a_request_without_its_meta_is_refused() {
    var plain =
        SERVER
            .client(McpTestServer.OWNER)
            .with("MCP-Protocol-Version", "2026-07-28")
            .with("Mcp-Method", "tools/list");

    plain.request("tools/list").isError(400, -32602);
    plain
        .request("tools/list", "_meta", McpClient.object(META + "protocolVersion", "2026-07-28"))
        .isError(400, -32602);
    plain
        .request(
            "tools/list",
            "_meta",
            McpClient.object(META + "clientCapabilities", McpClient.object()))
        .isError(400, -32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void there_is_no_stream_and_no_session_of_before(String method) {
    var old = client.with("Mcp-Session-Id", "from-before").with("Last-Event-ID", "41");

    assertThat(old.send(method, null).isError(405, 405).header("Allow")).isEqualTo("POST");
    assertThat(old.request("tools/list").result().path("tools")).hasSize(14);
  }

  @Test
  void an_unknown_tool_is_no_unknown_method() {
    client.call("forget_everything").isError(200, -32602);
  }

  @Test
  void a_batch_is_refused() {
    client.post("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]").isError(400, -32600);
  }

  @Test
  void a_notification_needs_no_headers() {
    var reply = client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.http().body()).isEmpty();
  }
}
