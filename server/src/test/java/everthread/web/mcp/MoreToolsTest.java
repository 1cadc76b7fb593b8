package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoreToolsTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_context_is_numbered_cited_and_within_its_budget() {
    server.remember("User is allergic to peanuts");

    var reply = client.call("get_context", "topic", "peanuts", "max_tokens", 300);

    assertThat(reply.text()).contains("[1] User is allergic to peanuts");
    assertThat(reply.data().path("tokens").asInt()).isLessThanOrEqualTo(300);
    assertThat(reply.data().path("citations").path(0).path("kind").asText()).isEqualTo("memory");
    reply.fits(schema("get_context"));
  }

  @Test
  void a_context_about_nothing_is_refused_with_what_to_give() {
    assertThat(client.call("get_context", "max_tokens", 300).advice()).contains("query");
  }

  @Test
  void a_memory_is_read_changed_and_read_again() {
    var id = server.remember("User plays the cello", "music").wireId();

    client.call("update_memory", "memory_id", id, "content", "User plays the viola");
    var reply = client.call("get_memory", "memory_id", id);

    assertThat(reply.text()).startsWith("This memory holds.").contains("User plays the viola");
    assertThat(reply.data().path("tags").path(0).asText()).isEqualTo("music");
    reply.fits(schema("get_memory"));
  }

  @Test
  void another_spaces_memory_is_neither_read_nor_changed() {
    var id = server.remember("User plays the cello").wireId();
    var stranger = server.client(McpTestServer.STRANGER);

    var absent = stranger.call("get_memory", "memory_id", "mem_" + "0".repeat(32)).advice();

    assertThat(stranger.call("get_memory", "memory_id", id).advice()).isEqualTo(absent);
    assertThat(stranger.call("update_memory", "memory_id", id, "content", "x").advice())
        .isEqualTo(absent);
  }

  @Test
  void changing_needs_the_write_scope_and_something_to_change() {
    var id = server.remember("User plays the cello").wireId();

    assertThat(client.call("update_memory", "memory_id", id).advice()).contains("content");
    assertThat(
            server
                .client(McpTestServer.READER)
                .call("update_memory", "memory_id", id, "content", "x")
                .status())
        .isEqualTo(403);
  }

  @Test
  void tags_come_with_how_many_bear_each() {
    server.remember("User plays the cello", "music");
    server.remember("User sings", "music", "home");

    var tags = client.call("list_tags").data().path("tags");

    assertThat(tags.findValuesAsText("tag")).containsExactlyInAnyOrder("music", "home");
  }

  @Test
  void the_counts_fit_their_schema() {
    var reply = client.call("memory_stats");

    assertThat(reply.text()).startsWith("2 conversations with 7 messages;");
    reply.fits(schema("memory_stats"));
  }

  @Test
  void everything_can_be_exported() {
    server.remember("User plays the cello", "music");
    server.remember("User sings");

    var reply = client.call("export_memories");

    assertThat(reply.data().path("memories")).hasSize(2);
    assertThat(reply.data().path("has_more").asBoolean()).isFalse();
    reply.fits(schema("export_memories"));
  }

  @Test
  void research_gets_the_same_json_twice_and_an_address_that_opens_the_page() {
    var id = server.remember("User is allergic to peanuts").wireId();

    var found = client.call("search", "query", "peanuts");
    var result = found.data().path("results").path(0);
    var fetched = client.call("fetch", "id", result.path("id").asText());

    assertThat(json(found.text())).isEqualTo(found.data());
    assertThat(result.path("id").asText()).isEqualTo(id);
    assertThat(result.path("url").asText()).isEqualTo("http://127.0.0.1:8377/memories#" + id);
    assertThat(json(fetched.text())).isEqualTo(fetched.data());
    assertThat(fetched.data().path("text").asText()).isEqualTo("User is allergic to peanuts");
    found.fits(schema("search"));
    fetched.fits(schema("fetch"));
  }

  @Test
  void names_of_the_published_package_are_taken_but_not_listed() {
    client.call("save_memory", "content", "User has a boat", "source", "a notebook");
    client.call(
        "batch_save_memories",
        "memories",
        List.of(Map.of("content", "User has a boat"), Map.of("content", "User sings")));

    var memories = client.call("list_memories").data().path("memories");
    assertThat(memories.findValuesAsText("content"))
        .containsExactlyInAnyOrder("User has a boat", "User sings");
    assertThat(client.call("search_memories", "query", "boat").data().path("hits")).hasSize(1);
    assertThat(client.call("inject_memory", "query", "boat").text()).contains("User has a boat");
    assertThat(client.call("get_all_tags").data().path("tags")).isEmpty();
    assertThat(names()).doesNotContain("save_memory", "search_memories", "get_all_tags");
  }

  private List<String> names() {
    return client.request("tools/list").result().path("tools").findValuesAsText("name");
  }

  private JsonNode schema(String tool) {
    for (var listed : client.request("tools/list").result().path("tools")) {
      if (listed.path("name").asText().equals(tool)) return listed.path("outputSchema");
    }
    throw new AssertionError("no tool " + tool);
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
