package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptsTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void three_prompts_are_offered() {
    var prompts = client.request("prompts/list").result().path("prompts");

    assertThat(prompts)
        .extracting(prompt -> prompt.path("name").asText())
        .containsExactly("recall", "save_chat", "weekly_digest");
    assertThat(client.stateless().request("prompts/list").result().path("ttlMs").asInt())
        .isPositive();
  }

  @Test
  void recall_brings_along_what_is_known() {
    server.remember("User is allergic to peanuts");

    var messages = get("recall", McpClient.object("topic", "peanuts")).result().path("messages");

    assertThat(messages).hasSize(2);
    assertThat(messages.path(0).path("content").path("text").asText()).contains("peanuts");
    assertThat(messages.path(1).path("content").path("text").asText())
        .contains("User is allergic to peanuts");
  }

  @Test
  void the_digest_lists_the_last_weeks_chats_only() {
    server.chat("In March", "Hello");

    var messages = get("weekly_digest", McpClient.object()).result().path("messages");

    assertThat(messages.path(1).path("content").path("text").asText())
        .isEqualTo("No chat was saved in the last seven days.");
  }

  @Test
  void a_missing_argument_and_an_unknown_prompt_are_told() {
    get("recall", McpClient.object()).isError(200, -32602);
    get("recall", McpClient.object("topic", " ")).isError(200, -32602);
    get("nothing", McpClient.object()).isError(200, -32602);
  }

  @Test
  void a_topic_is_completed_by_the_tags_in_use() {
    server.remember("User is allergic to peanuts", "food", "health");
    var ref = McpClient.object("type", "ref/prompt", "name", "recall");
    var argument = McpClient.object("name", "topic", "value", "FO");

    var values =
        client
            .request("completion/complete", McpClient.object("ref", ref, "argument", argument))
            .result()
            .path("completion")
            .path("values");

    assertThat(values).hasSize(1);
    assertThat(values.path(0).asText()).isEqualTo("food");
  }

  @Test
  void what_cannot_be_completed_is_told() {
    var argument = McpClient.object("name", "topic", "value", "f");
    var unknown = McpClient.object("type", "ref/prompt", "name", "nothing");

    client
        .request("completion/complete", McpClient.object("ref", unknown, "argument", argument))
        .isError(200, -32602);
    client.request("completion/complete", McpClient.object("ref", unknown)).isError(200, -32602);
  }

  private Reply get(String prompt, ObjectNode arguments) {
    return client.request("prompts/get", McpClient.object("name", prompt, "arguments", arguments));
  }
}
