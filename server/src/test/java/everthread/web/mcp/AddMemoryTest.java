package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddMemoryTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_was_added_is_kept_whole_and_found() {
    var reply =
        client.call(
            "add_memory",
            "content",
            " Prefers metric units ",
            "title",
            "Units",
            "tags",
            List.of("units", " units "),
            "metadata",
            Map.of("from", "a test"),
            "platform",
            "claude");

    var id = reply.data().path("id").asText();
    assertThat(reply.text()).startsWith("Kept as " + id + ".");
    var kept = server.memories.visible(server.space).getFirst();
    assertThat(kept.wireId()).isEqualTo(id);
    assertThat(kept.content()).isEqualTo("Prefers metric units");
    assertThat(kept.title()).isEqualTo("Units");
    assertThat(kept.tags()).containsExactly("units");
    assertThat(kept.metadata()).containsEntry("from", "a test");
    assertThat(kept.site()).isEqualTo(Site.CLAUDE);
    assertThat(client.call("search_memory", "query", "metric").text()).contains(id);
  }

  @Test
  void content_alone_is_enough() {
    var reply = client.stateless().call("add_memory", "content", "Has two cats");

    assertThat(reply.data().path("site").asText()).isEqualTo("api");
    assertThat(server.memories.visible(server.space)).hasSize(1);
  }

  @Test
  void a_secret_is_taken_out_before_it_is_kept_and_the_model_is_told() {
    var secret = "sk-abcdefgh1234";

    var reply =
        client.call(
            "add_memory",
            "content",
            "Key is " + secret,
            "tags",
            List.of(secret),
            "metadata",
            Map.of("deep", List.of(Map.of("key", secret))));

    assertThat(reply.text()).contains("What looked like a secret was taken out first.");
    var kept = server.memories.visible(server.space).getFirst();
    assertThat(kept.content()).isEqualTo("Key is [secret]");
    assertThat(kept.toString()).doesNotContain("abcdefgh");
  }

  @Test
  void metadata_without_a_value_is_left_out() {
    var arguments =
        McpClient.object(
            "content", "Has two cats", "metadata", McpClient.object("a", 1).putNull("b"));

    client.request("tools/call", "name", "add_memory", "arguments", arguments).data();

    assertThat(server.memories.visible(server.space).getFirst().metadata()).containsOnlyKeys("a");
  }
}
