package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no proper message, and how it is told. */
class BadMessagesTest {
  private static final McpTestServer SERVER = new McpTestServer();
  private final McpClient client = SERVER.client(McpTestServer.OWNER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"jsonrpc\":\"2.0\",",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} {}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"ping\"}",
        "{'jsonrpc':'2.0'}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",}"
      })
  void what_is_not_strict_json_is_refused(String body) {
    var reply = client.post(body).isError(400, -32700);

    assertThat(reply.json().has("id")).isFalse();
  }

  @Test
  void what_is_not_utf8_is_refused() {
    client.send("POST", new byte[] {'"', (byte) 0xC3, '"'}).isError(400, -32700);
    client.send("POST", "{}".getBytes(StandardCharsets.UTF_16)).isError(400, -32700);
  }

  @Test
  void json_that_is_too_deep_or_has_an_absurd_number_is_refused() {
    var deep = "[".repeat(10_000) + "]".repeat(10_000);
    client.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + deep + "}").isError(400, -32700);
    client
        .post("{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(100_000) + ",\"method\":\"ping\"}")
        .isError(400, -32700);
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    var reply = client.call("add_memory", "content", "x".repeat(7 << 20)).isError(413, 413);

    assertThat(reply.json().path("error").path("data").path("code").asText())
        .isEqualTo("payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "\"ping\"",
        "{}",
        "[]",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
        "{\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]"
      })
  void what_is_no_request_is_refused(String body) {
    client.post(body).isError(400, -32600);
  }

  @Test
  void params_must_be_an_object() {
    client
        .post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}")
        .isError(400, -32602);
  }

  @Test
  void an_unknown_tool_is_a_protocol_error_that_names_the_known_ones() {
    var reply = client.call("forget_everything").isError(200, -32602);

    assertThat(reply.json().path("error").path("message").asText()).contains("search_memory");
  }

  @Test
  void a_call_without_a_name_or_with_a_list_of_arguments_is_a_protocol_error() {
    client.request("tools/call").isError(200, -32602);
    client
        .request("tools/call", "name", "search_memory", "arguments", new int[] {1})
        .isError(200, -32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT"})
  void other_methods_are_refused_and_post_is_named(String method) {
    var reply = client.send(method, null).isError(405, 405);

    assertThat(reply.header("Allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json;q=0", "image/*, text/plain"})
  void a_client_that_takes_neither_kind_of_answer_is_told(String accept) {
    client.with("Accept", accept).request("ping").isError(406, 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/*", "application/json", "text/html, */*;q=0.1"})
  void accept_is_read_generously(String accept) {
    assertThat(client.with("Accept", accept).request("ping").header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void without_an_accept_header_the_answer_is_json() {
    assertThat(client.without("Accept").request("ping").header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void a_client_that_takes_only_events_gets_one() {
    var reply = client.with("Accept", "text/event-stream").request("ping");

    assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(reply.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(reply.result()).isEmpty();
  }

  @Test
  void only_json_is_read() {
    client.with("Content-Type", "text/plain").request("ping").isError(415, 415);
    client.with("Content-Type", "application/json; charset=utf-8").request("ping").result();
    client.without("Content-Type").request("ping").result();
  }
}
