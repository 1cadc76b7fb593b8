package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Arguments that do not fit are refused with words from which a model can do better. */
class ToolArgumentsTest {
  private static final McpTestServer SERVER = new McpTestServer();
  private final McpClient client = SERVER.client(McpTestServer.OWNER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_missing_argument_is_named() {
    assertThat(client.call("search_memory").advice())
        .isEqualTo(
            "Nothing was done. 'query' is missing. search_memory takes query (required), limit,"
                + " platform, kind, tags.");
  }

  @Test
  void a_wrong_name_is_named_with_the_right_ones() {
    assertThat(client.call("search_memory", "q", "tea", "query", "tea").advice())
        .contains("There is no argument 'q'.");
  }

  @Test
  void a_wrong_type_says_the_right_one() {
    assertThat(client.call("search_memory", "query", 5).advice())
        .contains("'query' must be of type string.");
    assertThat(client.call("search_memory", "query", "tea", "limit", "ten").advice())
        .contains("'limit' must be of type integer.");
  }

  @Test
  void a_number_out_of_range_says_the_range() {
    assertThat(client.call("search_memory", "query", "tea", "limit", 5000).advice())
        .contains("'limit' must be at most 50.");
    assertThat(client.call("list_memories", "limit", -1).advice())
        .contains("'limit' must be at least 1.");
  }

  @Test
  void an_unknown_platform_says_the_known_ones() {
    assertThat(client.call("search_memory", "query", "tea", "platform", "ChatGPT").advice())
        .contains("'platform' must be one of chatgpt, claude, gemini,");
  }

  @Test
  void blank_text_is_refused() {
    assertThat(client.call("add_memory", "content", "  \n").advice())
        .contains("'content' must not be blank.");
    assertThat(client.call("search_memory", "query", "").advice())
        .contains("'query' must not be blank.");
    assertThat(client.call("search_memory", "query", "tea", "tags", List.of("")).advice())
        .contains("must not be blank.");
  }

  @Test
  void an_argument_that_is_null_counts_as_left_out() {
    var params =
        McpClient.object(
            "name",
            "search_memory",
            "arguments",
            McpClient.object("query", "tea").putNull("limit"));

    client.request("tools/call", params).data();
  }

  @Test
  void text_that_no_database_holds_is_refused() {
    var nul = "{\"content\":\"a\\u0000b\"}";
    var half = "{\"content\":\"a\", \"metadata\":{\"k\":[\"\\ud800\"]}}";

    for (var arguments : List.of(nul, half)) {
      var reply =
          client.post(
              "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":"
                  + "{\"name\":\"add_memory\",\"arguments\":"
                  + arguments
                  + "}}");
      assertThat(reply.advice()).contains("NUL character");
    }
  }

  @Test
  void many_wrong_arguments_get_a_short_refusal() {
    assertThat(withArguments(99).advice()).hasSizeLessThan(1_000);
  }

  @Test
  void ten_thousand_arguments_are_no_call_of_any_tool() {
    for (var caller : List.of(client, client.stateless())) {
      var params = McpClient.object("name", "search_memory", "arguments", manyArguments(10_000));

      var reply = caller.request("tools/call", params).isError(200, -32602);

      assertThat(reply.http().body()).hasSizeLessThan(1_000);
    }
  }

  private Reply withArguments(int count) {
    return client.request("tools/call", "name", "search_memory", "arguments", manyArguments(count));
  }

  private static ObjectNode manyArguments(int count) {
    var arguments = McpClient.object("query", "tea");
    for (int i = 0; i < count; i++) arguments.put("a".repeat(100) + i, i);
    return arguments;
  }

  @Test
  void a_schema_that_a_client_names_is_never_fetched() throws IOException {
    var asked = new AtomicInteger();
    var elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    elsewhere.createContext("/", exchange -> asked.incrementAndGet());
    elsewhere.start();
    var schema = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/schema.json";
    var reference = McpClient.object("$ref", schema);

    assertThat(client.call("search_memory", "query", "tea", "$ref", schema).advice())
        .contains("There is no argument '$ref'.");
    assertThat(client.call("search_memory", "$schema", schema, "query", "tea").advice())
        .contains("There is no argument '$schema'.");
    assertThat(client.call("search_memory", "query", reference).advice())
        .contains("'query' must be of type string.");
    assertThat(client.call("search_memory", "query", "tea", "tags", reference).advice())
        .contains("'tags' must be of type array.");
    client.call("add_memory", "content", "Likes tea", "metadata", reference).data();
    client.stateless().request("tools/list", "$schema", schema, "inputSchema", reference).result();

    elsewhere.stop(0);
    assertThat(asked).hasValue(0);
  }
}
