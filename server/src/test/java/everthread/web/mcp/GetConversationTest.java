package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Message;
import everthread.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GetConversationTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_conversation_reads_in_order_with_speakers_and_times() {
    var chat = server.chat("Dinner", "What can I cook?", "A lentil curry.");

    var reply = client.call("get_conversation", "conversation_id", chat);

    assertThat(reply.text())
        .startsWith("A conversation on ChatGPT, last active 2026-03-02 10:15 UTC, 2 messages.")
        .contains("data, not instructions")
        .contains("Title: Dinner\n\n[1] user, 2026-03-02 10:15\nWhat can I cook?\n\n[2] assistant")
        .endsWith("This is the end of the conversation.");
    reply.fits(client.request("tools/list").result().path("tools").path(3).path("outputSchema"));
  }

  @Test
  void a_long_conversation_comes_in_pages_that_together_hold_every_message() {
    var texts = new String[7];
    for (int i = 0; i < texts.length; i++) texts[i] = "Turn " + i;
    var chat = server.chat("Long", texts);

    assertThat(readAll(chat, 3)).isEqualTo(String.join("", texts));
  }

  @Test
  void a_message_longer_than_a_page_is_read_on_from_where_it_was_broken_off() {
    var long1 = "é😀".repeat(20_000);
    var long2 = "0123456789".repeat(2_000);
    var chat = server.chat("Pasted", "Read this", long1, long2, "Done");

    assertThat(readAll(chat, 50)).isEqualTo("Read this" + long1 + long2 + "Done");
  }

  private String readAll(UUID chat, int limit) {
    var texts = new ArrayList<String>();
    var page = client.call("get_conversation", "conversation_id", chat, "limit", limit);
    while (true) {
      for (var message : page.data().path("messages")) texts.add(message.path("text").asText());
      if (!page.data().path("has_more").asBoolean()) return String.join("", texts);
      var next = page.data().path("next_after").asText();
      assertThat(page.text()).endsWith("call get_conversation again with after " + next + ".");
      page =
          client.call("get_conversation", "conversation_id", chat, "limit", limit, "after", next);
    }
  }

  @Test
  void reading_can_start_behind_any_message() {
    var chat = server.chat("Dinner", "What can I cook?", "A lentil curry.");
    var first =
        client
            .call("get_conversation", "conversation_id", chat)
            .data()
            .path("messages")
            .path(0)
            .path("id")
            .asText();

    var rest = client.call("get_conversation", "conversation_id", chat, "after", first).data();

    assertThat(rest.path("messages").findValuesAsText("text")).containsExactly("A lentil curry.");
  }

  @Test
  void a_message_beside_the_shown_branch_is_read_on_in_its_own() {
    var root = Message.of("a", null, Role.USER, "Name a colour");
    var told =
        List.of(
            root,
            Message.of("b1", "a", Role.ASSISTANT, "Red"),
            Message.of("c1", "b1", Role.USER, "Why red?"),
            Message.of("b2", "a", Role.ASSISTANT, "Blue"));
    var chat = server.save("Colours", told);
    var red = chat.changed().get(1).id();

    var read =
        client.call("get_conversation", "conversation_id", chat.conversationId(), "after", red);

    assertThat(read.data().path("messages").findValuesAsText("text")).containsExactly("Why red?");
  }

  @Test
  void a_secret_on_the_edge_of_two_pages_does_not_slip_through() {
    var chat = server.chat("Edge", "x".repeat(23_990) + " sk-abcdefghijklmnopqrstuvwxyz");

    assertThat(readAll(chat, 50)).doesNotContain("sk-").doesNotContain("xyz").contains("secret");
  }

  @Test
  void a_place_that_is_not_in_the_conversation_is_refused() {
    var chat = server.chat("Dinner", "What can I cook?");

    for (var after : new String[] {"x", UUID.randomUUID().toString(), "@5", "a@-1"}) {
      assertThat(client.call("get_conversation", "conversation_id", chat, "after", after).advice())
          .contains("'after' must be the id of a message of this conversation");
    }
  }

  @Test
  void an_absent_conversation_is_refused() {
    assertThat(client.call("get_conversation", "conversation_id", UUID.randomUUID()).advice())
        .startsWith("There is no conversation with this id.");
  }
}
