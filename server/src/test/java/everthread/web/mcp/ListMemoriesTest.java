package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Site;
import everthread.memory.NewMemory;
import everthread.memory.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListMemoriesTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void going_on_after_the_last_id_shows_each_memory_once() {
    for (int i = 0; i < 5; i++) server.remember("Fact " + i);

    var seen = new ArrayList<String>();
    var page = client.call("list_memories", "limit", 2);
    while (true) {
      seen.addAll(page.data().path("memories").findValuesAsText("content"));
      if (!page.data().path("has_more").asBoolean()) break;
      var last = page.data().path("last_id").asText();
      assertThat(page.text()).endsWith("call list_memories with after " + last + ".");
      page = client.call("list_memories", "limit", 2, "after", last);
    }

    assertThat(seen).containsExactly("Fact 4", "Fact 3", "Fact 2", "Fact 1", "Fact 0");
  }

  @Test
  void each_memory_comes_with_its_date_source_id_and_tags_within_the_frame() {
    var memory = server.remember("User plays the cello", "music", "home");

    var reply = client.call("list_memories");

    assertThat(reply.text())
        .startsWith("1 memory, newest first. What stands between the lines marked")
        .contains(
            "[1] 2026-03-02, API, written down; "
                + memory.wireId()
                + "; tags: music, home\nUser plays the cello\n");
    reply.fits(client.request("tools/list").result().path("tools").path(2).path("outputSchema"));
  }

  @Test
  void it_can_be_narrowed_by_platform_and_tag() {
    server.remember("User plays the cello", "music");
    server.remember("User has two cats");

    assertThat(client.call("list_memories", "tag", "music").data().path("memories")).hasSize(1);
    assertThat(client.call("list_memories", "platform", "api").data().path("memories")).hasSize(2);
    assertThat(client.call("list_memories", "platform", "gemini").text())
        .isEqualTo("No memories here.");
  }

  @Test
  void what_waits_for_review_is_not_listed() {
    server.memories.add(
        server.space,
        List.of(
            new NewMemory(
                "Doubtful", null, List.of(), Map.of(), Site.API, null, new Validity.InReview())));

    assertThat(client.call("list_memories").data().path("memories")).isEmpty();
  }

  @Test
  void an_after_that_is_no_id_is_refused() {
    assertThat(client.call("list_memories", "after", "page2").advice()).contains("last_id");
  }
}
