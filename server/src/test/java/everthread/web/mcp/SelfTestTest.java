package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  private final SelfTest selfTest = new SelfTest();

  @Test
  void a_good_connection_goes_through_three_steps() {
    try (var server = new McpTestServer()) {
      server.remember("User builds Everthread");

      var steps = selfTest.run(server.base(), McpTestServer.READER);

      assertThat(steps).allMatch(SelfTest.Step::ok).allMatch(step -> step.fix() == null);
      assertThat(steps)
          .extracting(SelfTest.Step::sentence)
          .containsExactly(
              "Everthread 0.1.0 answered, in protocol 2025-11-25.",
              "14 tools: search_memory, add_memory, list_memories, get_conversation,"
                  + " delete_memory, get_context, get_memory, update_memory, list_conversations,"
                  + " list_tags, memory_stats, export_memories, search, fetch.",
              "The search answered, with 1 hit.");
    }
  }

  @Test
  void a_wrong_key_is_said_at_the_first_step() {
    try (var server = new McpTestServer()) {
      var steps = selfTest.run(server.base(), "et_wrong");

      assertThat(steps).hasSize(1);
      assertThat(steps.getFirst().ok()).isFalse();
      assertThat(steps.getFirst().sentence()).isEqualTo("The key was not accepted.");
      assertThat(steps.getFirst().fix()).contains("Make a new key under Settings");
    }
  }

  @Test
  void a_key_that_may_not_read_fails_at_the_search() {
    try (var server = new McpTestServer()) {
      var steps = selfTest.run(server.base(), McpTestServer.CAPTURER);

      assertThat(steps).hasSize(3);
      assertThat(steps.getLast().ok()).isFalse();
      assertThat(steps.getLast().fix()).contains("scope read");
    }
  }

  @Test
  void nothing_at_the_address_is_said_so() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    var steps = selfTest.run(URI.create("http://127.0.0.1:" + port), "et_x");

    assertThat(steps.getFirst().sentence())
        .isEqualTo("Nothing could be reached at 127.0.0.1:" + port + ".");
  }

  @Test
  void another_program_at_the_address_is_said_so() throws IOException {
    var page = "<h1>Hello</h1>".getBytes(StandardCharsets.UTF_8);
    var other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      var steps =
          selfTest.run(URI.create("http://127.0.0.1:" + other.getAddress().getPort()), "et_x");

      assertThat(steps.getFirst().sentence()).isEqualTo("What answered does not speak MCP.");
    } finally {
      other.stop(0);
    }
  }
}
