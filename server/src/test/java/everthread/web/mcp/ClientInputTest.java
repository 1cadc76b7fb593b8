package everthread.web.mcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.mcp.conformance.ProtocolServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What a client must supply before it is answered. No tool of ours asks for anything yet, so these
 * are the conformance suite's tools on the same protocol code.
 */
class ClientInputTest {
  private static final Map<String, Principal> CALLERS =
      Map.of("Bearer et_one", someone(), "Bearer et_other", someone());
  private static final ProtocolServer SERVER =
      new ProtocolServer(
          context -> requireNonNull(CALLERS.get(context.request().getHeader("Authorization"))),
          List.of());
  private static final String NAME = "test_input_required_result_elicitation";

  private final McpClient client = new McpClient(SERVER.endpoint(), "et_one").stateless();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Principal someone() {
    return new Principal(Ids.next(), Ids.next(), new SpaceId(Ids.next()), Set.of(Scope.READ));
  }

  @Test
  void a_client_that_lacks_a_capability_is_told_which() {
    var reply = client.call("test_missing_capability").isError(400, -32021);

    var data = reply.json().path("error").path("data");
    assertThat(data.path("requiredCapabilities").has("sampling")).isTrue();
  }

  @Test
  void all_that_are_lacking_are_told_at_once() {
    var reply =
        client
            .able("elicitation")
            .call("test_input_required_result_multiple_inputs")
            .isError(400, -32021);

    var lacking = reply.json().path("error").path("data").path("requiredCapabilities");
    assertThat(lacking.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("sampling", "roots");
  }

  @Test
  void a_client_that_has_it_is_asked_and_answered() {
    var asked = client.able("elicitation").call(NAME).result();

    assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
    assertThat(again(client, asked.path("requestState").asText()).text()).isEqualTo("Hello, Ada!");
  }

  @Test
  void a_state_that_was_changed_made_up_or_given_to_another_is_refused() {
    var state = client.able("elicitation").call(NAME).result().path("requestState").asText();
    var other = new McpClient(SERVER.endpoint(), "et_other").stateless();

    again(other, state).isError(200, -32602);
    again(client, "A" + state).isError(200, -32602);
    again(client, state.substring(0, state.indexOf('.'))).isError(200, -32602);
    again(client, "e30.e30").isError(200, -32602);
    again(client, "").isError(200, -32602);
    assertThat(again(client, state).text()).isEqualTo("Hello, Ada!");
  }

  private static Reply again(McpClient client, String state) {
    return client.able("elicitation").request("tools/call", params(state));
  }

  private static ObjectNode params(String state) {
    var answer = McpClient.object("action", "accept", "content", McpClient.object("name", "Ada"));
    return McpClient.object(
        "name",
        NAME,
        "arguments",
        McpClient.object(),
        "inputResponses",
        McpClient.object("user_name", answer),
        "requestState",
        state);
  }
}
