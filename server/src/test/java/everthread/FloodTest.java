package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Answer;
import org.junit.jupiter.api.Test;

/** Who asks too much is told when to ask again, at every door. */
class FloodTest {
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_tags","arguments":{}}}""";

  @Test
  void a_flood_of_tool_calls_is_dammed() {
    try (var server = OneServer.with("EVERTHREAD_OWNER_RATE_LIMIT", "20")) {
      Answer last = server.post("/mcp", CALL);
      assertThat(last.status()).isEqualTo(200);
      for (int i = 0; i < 100 && last.status() == 200; i++) last = server.post("/mcp", CALL);

      assertThat(last.status()).isEqualTo(429);
      assertThat(last.json().at("/error/data/code").asText()).isEqualTo("rate_limited");
      assertThat(last.response().headers().firstValue("Retry-After")).isPresent();
      var rest = server.get("/v1/stats");
      assertThat(rest.status()).isEqualTo(429);
      assertThat(rest.code()).isEqualTo("rate_limited");
    }
  }
}
