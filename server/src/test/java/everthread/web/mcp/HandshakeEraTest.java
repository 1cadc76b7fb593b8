package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeEraTest {
  private static final McpTestServer SERVER = new McpTestServer();
  private final McpClient client = SERVER.client(McpTestServer.OWNER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 2024-11-05",
    "2025-03-26, 2025-03-26",
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2026-07-28, 2025-11-25",
    "1999-01-01, 2025-11-25"
  })
  void initialize_agrees_on_the_version_asked_for_or_offers_the_newest(
      String asked, String agreed) {
    var result =
        client
            .without("MCP-Protocol-Version")
            .request(
                "initialize",
                "protocolVersion",
                asked,
                "capabilities",
                McpClient.object(),
                "clientInfo",
                McpClient.object("name", "t", "version", "1"))
            .result();

    assertThat(result.path("protocolVersion").asText()).isEqualTo(agreed);
    assertThat(result.path("capabilities").has("tools")).isTrue();
    assertThat(result.path("serverInfo").path("name").asText()).isEqualTo("everthread");
    assertThat(result.path("instructions").asText()).contains("call search_memory");
    assertThat(result.has("resultType")).isFalse();
  }

  @Test
  void initialize_without_a_version_is_an_error() {
    client.request("initialize").isError(200, -32602);
  }

  @Test
  void no_session_is_made_and_an_old_one_is_ignored() {
    var reply =
        client
            .with("Mcp-Session-Id", "from-before")
            .with("Last-Event-ID", "41")
            .request("tools/list");

    assertThat(reply.result().path("tools")).hasSize(14);
    assertThat(reply.header("Mcp-Session-Id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"notifications/initialized", "notifications/cancelled", "anything/else"})
  void a_notification_is_taken_without_a_word(String method) {
    var reply = client.post("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.http().body()).isEmpty();
  }

  @Test
  void ping_is_answered_with_nothing() {
    assertThat(client.request("ping").result()).isEmpty();
  }

  @Test
  void the_id_comes_back_as_it_was_sent() {
    var reply = client.post("{\"jsonrpc\":\"2.0\",\"id\":\"abc-1\",\"method\":\"ping\"}");

    assertThat(reply.json().path("id").asText()).isEqualTo("abc-1");
  }

  @Test
  void an_unknown_method_is_an_error_but_no_404_for_that_would_end_a_session() {
    client.request("tasks/list").isError(200, -32601);
  }

  @Test
  void tools_list_names_each_tool_with_schemas_and_hints() {
    var tools = client.request("tools/list").result().path("tools");

    assertThat(tools.findValuesAsText("name"))
        .containsExactly(
            "search_memory",
            "add_memory",
            "list_memories",
            "get_conversation",
            "delete_memory",
            "get_context",
            "get_memory",
            "update_memory",
            "list_conversations",
            "list_tags",
            "memory_stats",
            "export_memories",
            "search",
            "fetch");
    for (var tool : tools) {
      assertThat(tool.path("description").asText()).hasSizeBetween(100, 900);
      assertThat(tool.path("inputSchema").path("type").asText()).isEqualTo("object");
      assertThat(tool.path("outputSchema").path("type").asText()).isEqualTo("object");
      assertThat(tool.path("annotations").path("title").asText()).isNotBlank();
    }
    assertThat(tools.get(0).path("annotations").path("readOnlyHint").asBoolean()).isTrue();
    assertThat(tools.get(4).path("annotations").path("destructiveHint").asBoolean()).isTrue();
  }

  @Test
  void a_cursor_that_was_never_given_is_an_error() {
    client.request("tools/list", "cursor", "x").isError(200, -32602);
  }

  @Test
  void a_version_header_that_is_not_spoken_is_refused_with_those_that_are() {
    var reply =
        client.with("MCP-Protocol-Version", "2031-01-01").request("ping").isError(400, -32022);

    assertThat(reply.json().path("error").path("data").path("supported").path(0).asText())
        .isEqualTo("2026-07-28");
  }

  @Test
  void a_batch_is_answered_where_the_version_has_batches() {
    var batch =
        """
        [{"jsonrpc":"2.0","id":1,"method":"ping"},
         {"jsonrpc":"2.0","method":"notifications/initialized"},
         {"jsonrpc":"2.0","id":2,"method":"nowhere"},
         {"jsonrpc":"2.0","id":3,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}]
        """;

    var replies = client.without("MCP-Protocol-Version").post(batch).json();

    assertThat(replies).hasSize(3);
    assertThat(replies.get(0).path("result")).isEmpty();
    assertThat(replies.get(1).path("error").path("code").asInt()).isEqualTo(-32601);
    assertThat(replies.get(2).path("error").path("code").asInt()).isEqualTo(-32600);
  }

  @Test
  void a_batch_of_notifications_is_taken_without_a_word() {
    var reply =
        client
            .with("MCP-Protocol-Version", "2025-03-26")
            .post("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]");

    assertThat(reply.status()).isEqualTo(202);
  }

  @Test
  void the_other_path_serves_the_same() {
    var other = new McpClient(URI.create(SERVER.base() + "/api/mcp"), McpTestServer.OWNER);

    assertThat(other.request("tools/list").result().path("tools")).hasSize(14);
  }
}
