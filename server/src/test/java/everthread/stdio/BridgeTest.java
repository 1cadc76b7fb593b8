package everthread.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BridgeTest extends BridgeScene {
  @Test
  void a_request_goes_on_with_the_key_and_its_answer_comes_back_on_one_line() {
    server.then(200, JSON, "{\n  \"jsonrpc\": \"2.0\",\r\n  \"id\": 7, \"result\": {} }");

    assertThat(lines(PING))
        .containsExactly("{   \"jsonrpc\": \"2.0\",    \"id\": 7, \"result\": {} }");
    assertThat(server.came).hasSize(1);
    assertThat(server.came.getFirst().header("Authorization")).isEqualTo("Bearer et_key");
    assertThat(server.came.getFirst().header("Accept")).contains(JSON, EVENTS);
    assertThat(server.came.getFirst().body()).isEqualTo(PING.strip());
  }

  @Test
  void what_is_said_before_an_answer_is_passed_on_in_its_order() {
    var progress = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}";
    var question = "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"elicitation/create\"}";
    server.then(
        200,
        EVENTS,
        ": hello\n\nevent: message\ndata: %s\n\ndata:%s\n\nid: 3\ndata: %s\n\n"
            .formatted(progress, question, PONG));

    assertThat(lines(PING)).containsExactly(progress, question, PONG);
  }

  @Test
  void what_wants_no_answer_gets_none() {
    server.then(202, JSON, "");

    var told =
        lines(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                + "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"result\":{\"action\":\"accept\"}}\n");

    assertThat(told).isEmpty();
    assertThat(server.came).hasSize(2);
  }

  @Test
  void a_request_that_says_its_version_gets_the_headers_that_repeat_it() {
    server.then(200, JSON, PONG);

    lines(
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"search_memory","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}
        """);
    lines(
        """
        {"jsonrpc":"2.0","id":7,"method":"resources/read","params":{"uri":"everthread://größe","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}
        """);

    var called = server.came.getFirst();
    assertThat(called.header("Mcp-protocol-version")).isEqualTo("2026-07-28");
    assertThat(called.header("Mcp-method")).isEqualTo("tools/call");
    assertThat(called.header("Mcp-name")).isEqualTo("search_memory");
    assertThat(server.came.get(1).header("Mcp-name"))
        .isEqualTo("=?base64?ZXZlcnRocmVhZDovL2dyw7bDn2U=?=");
  }

  @Test
  void after_initialize_every_request_bears_the_version_that_was_agreed_on() throws IOException {
    server
        .then(
            200,
            JSON,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-06-18\"}}")
        .then(200, JSON, PONG);
    var input = new PipedOutputStream();
    var bridge = start(new PipedInputStream(input));

    write(
        input,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"}}\n");
    await(1);
    write(input, PING);
    input.close();
    join(bridge);

    assertThat(server.came.getFirst().header("Mcp-protocol-version")).isEmpty();
    assertThat(server.came.get(1).header("Mcp-protocol-version")).isEqualTo("2025-06-18");
  }

  @Test
  void the_last_line_needs_no_end_and_its_answer_is_waited_for() {
    server.then(
        exchange -> {
          pause();
          ScriptedServer.send(exchange, 200, JSON, PONG);
        });

    assertThat(lines(PING.strip())).containsExactly(PONG);
  }

  @Test
  void nothing_more_is_told_of_a_request_that_was_cancelled() throws IOException {
    var release = new CountDownLatch(1);
    server
        .then(
            exchange -> {
              await(release);
              ScriptedServer.send(exchange, 200, JSON, PONG);
            })
        .then(202, JSON, "");
    var input = new PipedOutputStream();
    var bridge = start(new PipedInputStream(input));

    write(input, PING);
    await(1);
    write(
        input,
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}\n");
    await(2);
    release.countDown();
    input.close();
    join(bridge);

    assertThat(said()).isEmpty();
  }

  @Test
  void answers_to_requests_at_once_are_whole_lines_each() {
    server.then(
        200,
        JSON,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"text\":\"" + "é".repeat(20_000) + "\"}}");
    var many = new StringBuilder();
    for (int id = 0; id < 40; id++) {
      many.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(",\"method\":\"ping\"}\n");
    }

    var told = lines(many.toString());

    assertThat(told).hasSize(40);
    assertThat(told.stream().distinct()).hasSize(1);
  }

  @Test
  void what_the_server_tells_unasked_is_passed_on_and_its_session_opened_anew_after_a_restart()
      throws IOException {
    var opened = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-11-25\"}}";
    var updated = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\"}";
    var release = new CountDownLatch(1);
    server
        .then(exchange -> session(exchange, "first", opened))
        .then(200, JSON, PONG)
        .then(202, JSON, "")
        .then(404, JSON, "{}")
        .then(exchange -> session(exchange, "second", opened))
        .then(202, JSON, "")
        .then(200, JSON, PONG)
        .then(200, EVENTS, "data: " + updated + "\n\n")
        .then(
            exchange -> {
              await(release);
              exchange.close();
            });
    var input = new PipedOutputStream();
    var bridge = start(new PipedInputStream(input));

    write(input, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}\n");
    await(1);
    write(
        input,
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"a:b\"}}\n");
    await(2);
    write(input, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
    await(9);
    release.countDown();
    input.close();
    join(bridge);

    assertThat(said()).containsExactly(opened, PONG, updated);
    assertThat(server.came.get(3).header("Mcp-session-id")).isEqualTo("first");
    assertThat(server.came.get(6).header("Mcp-session-id")).isEqualTo("second");
    assertThat(server.came.get(6).body()).contains("resources/subscribe", "a:b");
    assertThat(server.came.get(7).header("Mcp-session-id")).isEqualTo("second");
  }

  private static void session(HttpExchange exchange, String id, String body) throws IOException {
    exchange.getResponseHeaders().set("Mcp-Session-Id", id);
    ScriptedServer.send(exchange, 200, JSON, body);
  }
}
