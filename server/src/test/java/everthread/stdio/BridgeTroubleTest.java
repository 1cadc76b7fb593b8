package everthread.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What the bridge makes of lines that are no message, and of a server that does not answer as it
 * should.
 */
class BridgeTroubleTest extends BridgeScene {
  @Test
  void what_the_server_refuses_becomes_an_error_of_that_request() {
    server
        .then(
            400,
            JSON,
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32022,\"message\":\"No.\",\"data\":{\"supported\":[]}}}")
        .then(413, "application/problem+json", "{\"status\":413,\"detail\":\"Too \\\"large\\\".\"}")
        .then(502, "text/html", "<html>Bad gateway</html>")
        .then(401, JSON, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":401,\"message\":\"who?\"}}");

    assertThat(lines(PING))
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32022,\"message\":\"No.\",\"data\":{\"supported\":[]}}}");
    assertThat(lines(PING))
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":413,\"message\":\"Too \\\"large\\\".\"}}");
    assertThat(lines(PING)).singleElement().asString().contains("\"id\":7", "\"code\":502");
    assertThat(lines(PING)).singleElement().asString().contains("\"id\":7", "EVERTHREAD_KEY");
  }

  @Test
  void an_answer_that_ends_before_it_came_is_said() {
    server.then(200, EVENTS, ": nothing\n\n");

    assertThat(lines(PING))
        .singleElement()
        .asString()
        .contains("\"id\":7", "ended its answer early");
  }

  @Test
  void a_server_that_starts_or_stops_is_waited_for() {
    server
        .then(503, "application/problem+json", "{\"status\":503}")
        .then(503, "application/problem+json", "{\"status\":503}")
        .then(200, JSON, PONG);

    assertThat(lines(PING)).containsExactly(PONG);
    assertThat(server.came).hasSize(3);
  }

  @Test
  void a_connection_that_breaks_is_said_and_the_next_request_goes_through() {
    server
        .then(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", JSON);
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              throw new IOException("broken");
            })
        .then(200, JSON, PONG);

    assertThat(lines(PING)).singleElement().asString().contains("\"id\":7", "may or may not");
    assertThat(lines(PING)).containsExactly(PONG);
  }

  @Test
  void nobody_at_the_address_is_said_with_what_to_do() {
    server.close();

    assertThat(lines(PING)).singleElement().asString().contains("\"id\":7", "-32000", "./run");
  }

  @Test
  void lines_that_are_no_message_get_an_error_and_the_rest_is_served() {
    server.then(200, JSON, PONG);

    var told =
        lines("{oops\n\n  \r\n7\n\"text\"\n{}\n{\"id\":null,\"method\":\"ping\"}\n[1,\n" + PING);

    assertThat(told).hasSize(7);
    assertThat(told.stream().filter(line -> line.contains("-32700"))).hasSize(2);
    assertThat(told.stream().filter(line -> line.contains("-32600"))).hasSize(4);
    assertThat(told).contains(PONG);
    assertThat(server.came).hasSize(1);
  }

  @Test
  void a_line_that_is_too_long_is_refused_and_the_next_one_read() {
    server.then(200, JSON, PONG);

    var told = lines("\"" + "a".repeat(7 << 20) + "\"\n" + PING);

    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).contains("-32600", "6 MB");
  }

  @Test
  void a_byte_order_mark_and_carriage_returns_do_no_harm() {
    server.then(200, JSON, PONG);

    assertThat(lines("\uFEFF" + PING.strip() + "\r\n")).containsExactly(PONG);
    assertThat(server.came.getFirst().body()).isEqualTo(PING.strip());
  }
}
