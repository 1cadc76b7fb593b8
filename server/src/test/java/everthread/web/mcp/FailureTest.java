package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees when something fails behind the tools. */
class FailureTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_expected_failure_is_told_to_the_model() {
    server.memories.failWith(
        new ProblemException(new Problem.Unavailable("The database is away; try again.")));

    assertThat(client.call("add_memory", "content", "Has two cats").advice())
        .isEqualTo("Nothing was done. The database is away; try again.");
  }

  @Test
  void a_bug_is_an_internal_error_that_tells_nothing() {
    server.memories.failWith(new IllegalStateException("secret detail"));

    var reply = client.call("add_memory", "content", "Has two cats").isError(500, -32603);

    assertThat(reply.http().body()).doesNotContain("secret detail").doesNotContain("cats");
  }

  @Test
  void too_many_requests_say_when_to_come_back() {
    var reply = server.client(McpTestServer.HASTY).request("tools/list").isError(429, 429);

    assertThat(reply.header("Retry-After")).isEqualTo("7");
  }
}
