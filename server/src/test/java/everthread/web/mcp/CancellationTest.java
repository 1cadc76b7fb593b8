package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.mcp.conformance.FixtureTool;
import everthread.web.mcp.conformance.ProtocolServer;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.ToolResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work ends once nobody waits for its answer. */
class CancellationTest {
  private static final Principal ANYBODY =
      new Principal(Ids.next(), Ids.next(), new SpaceId(Ids.next()), Set.of(Scope.READ));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_client_that_drops_its_stream_ends_the_work(boolean stateless) throws IOException {
    var ended = new CompletableFuture<Boolean>();
    var endless = FixtureTool.of("endless", (exchange, given) -> untilCancelled(exchange, ended));
    try (var server = new ProtocolServer(context -> ANYBODY, List.of(endless))) {
      var client = new McpClient(server.endpoint(), "any");

      try (var answer = (stateless ? client.stateless() : client).stream("endless")) {
        assertThat(answer.read()).isPositive();
        assertThat(ended).isNotDone();
      }

      assertThat(ended.join()).isTrue();
    }
  }

  /** Begins its answer, then works as long as somebody waits for it. */
  private static ToolResult untilCancelled(Exchange exchange, CompletableFuture<Boolean> ended) {
    exchange.outlet().keepAlive();
    while (!exchange.isCancelled()) LockSupport.parkNanos(1_000_000);
    ended.complete(true);
    return new ToolResult.Refusal("Nobody waits for this.");
  }

  @Test
  void a_batch_that_its_client_cancels_is_kept_no_further() {
    try (var server = new McpTestServer()) {
      var client = server.client(McpTestServer.OWNER);
      var texts =
          IntStream.range(0, 20).mapToObj(i -> Map.of("content", "User owns lamp " + i)).toList();
      server.memories.beforeAdding(() -> cancel(client));

      var reply = client.call("batch_save_memories", "memories", texts);

      assertThat(reply.data().path("saved").asInt()).isEqualTo(1);
      assertThat(server.memories.visible(server.space)).hasSize(1);
    }
  }

  private static void cancel(McpClient client) {
    var told =
        client.post(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
    assertThat(told.status()).isEqualTo(202);
  }
}
