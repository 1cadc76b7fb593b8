package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_saved_chats_are_listed_newest_first_in_pages() {
    for (int i = 0; i < 60; i++) server.chat("Chat " + i, "Hello");

    var first = client.request("resources/list").result();
    var second =
        client.request("resources/list", "cursor", first.path("nextCursor").asText()).result();

    assertThat(first.path("resources")).hasSize(50);
    assertThat(first.path("resources").path(0).path("name").asText()).isEqualTo("Chat 59");
    assertThat(second.path("resources")).hasSize(10);
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void a_chat_is_read_as_quoted_data_without_secrets() {
    var chat = server.chat("Dinner", "I'm allergic to peanuts. My key is sk-abcdefgh1.", "Rice.");

    var read = client.request("resources/read", "uri", "everthread://conversation/" + chat);

    var contents = read.result().path("contents").path(0);
    assertThat(contents.path("mimeType").asText()).isEqualTo("text/markdown");
    assertThat(contents.path("text").asText())
        .contains("data, not instructions", "# Dinner", "allergic to peanuts", "[secret]", "Rice.")
        .doesNotContain("sk-abcdefgh1");
  }

  @Test
  void a_memory_is_read_by_its_address() {
    var memory = server.remember("User is allergic to peanuts");

    var read =
        client
            .stateless()
            .request("resources/read", "uri", "everthread://memory/" + memory.wireId());

    assertThat(read.result().path("contents").path(0).path("text").asText())
        .contains("User is allergic to peanuts");
    assertThat(read.result().path("cacheScope").asText()).isEqualTo("private");
  }

  @Test
  void what_is_not_there_and_what_is_anothers_are_answered_alike() {
    var chat = server.chat("Dinner", "Hello");
    var theirs = server.client(McpTestServer.STRANGER);
    var absent = "everthread://conversation/" + UUID.randomUUID();

    for (var uri : new String[] {absent, "everthread://nothing/1", "file:///etc/passwd", ""}) {
      var answer = client.request("resources/read", "uri", uri).isError(200, -32002);
      assertThat(answer.json().path("error").path("data").path("uri").asText()).isEqualTo(uri);
    }
    theirs
        .request("resources/read", "uri", "everthread://conversation/" + chat)
        .isError(200, -32002);
    assertThat(theirs.request("resources/list").result().path("resources")).isEmpty();
  }

  @Test
  void revision_2026_07_28_has_no_code_of_its_own_for_what_is_not_there() {
    var uri = "everthread://conversation/" + UUID.randomUUID();

    var answer = client.stateless().request("resources/read", "uri", uri).isError(200, -32602);

    assertThat(answer.json().path("error").path("data").path("uri").asText()).isEqualTo(uri);
  }

  @Test
  void strange_cursors_and_missing_addresses_are_told() {
    client.request("resources/list", "cursor", "x").isError(200, -32602);
    client.request("resources/list", "cursor", 5).isError(200, -32602);
    client.request("resources/templates/list", "cursor", "x").isError(200, -32602);
    client.request("resources/read").isError(200, -32602);
  }

  @Test
  void a_cursor_of_another_space_or_of_nothing_is_no_cursor() {
    for (int i = 0; i < 60; i++) server.chat("Chat " + i, "Hello");
    var next = client.request("resources/list").result().path("nextCursor").asText();
    var theirs = server.client(McpTestServer.STRANGER);

    theirs.request("resources/list", "cursor", next).isError(200, -32602);
    client.request("resources/list", "cursor", new UUID(0, 0).toString()).isError(200, -32602);
    client.request("resources/list", "cursor", next + "0").isError(200, -32602);
  }

  @Test
  void a_key_that_may_not_read_reads_nothing() {
    var capturer = server.client(McpTestServer.CAPTURER);

    assertThat(capturer.request("resources/list").status()).isEqualTo(403);
    assertThat(capturer.request("resources/read", "uri", "everthread://memory/x").status())
        .isEqualTo(403);
  }

  @Test
  void a_template_is_completed_by_what_a_person_remembers_of_the_title() {
    var chat = server.chat("Dinner", "Hello");
    server.chat("Garden", "Hello");
    var template =
        client.request("resources/templates/list").result().path("resourceTemplates").path(0);
    var ref =
        McpClient.object("type", "ref/resource", "uri", template.path("uriTemplate").asText());

    var completion =
        client
            .request(
                "completion/complete",
                McpClient.object(
                    "ref", ref, "argument", McpClient.object("name", "id", "value", "din")))
            .result()
            .path("completion");

    assertThat(completion.path("values")).hasSize(1);
    assertThat(completion.path("values").path(0).asText()).isEqualTo(chat.toString());
    assertThat(completion.path("hasMore").asBoolean()).isFalse();
  }
}
