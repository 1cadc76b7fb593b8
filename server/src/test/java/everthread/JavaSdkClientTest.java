package everthread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Caller;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The official Java client against a real server. */
class JavaSdkClientTest {
  private static final int RESOURCES_A_PAGE = 50;

  @Test
  void it_begins_with_the_newest_revision_that_it_knows_and_reads_the_instructions() {
    try (var client = JavaSdkClient.overHttp(Caller.inNewSpace())) {
      var begun = client.sdk.getCurrentInitializationResult();

      assertThat(begun.protocolVersion()).isEqualTo("2025-11-25");
      assertThat(begun.serverInfo().name()).isEqualTo("everthread");
      assertThat(begun.capabilities().tools()).isNotNull();
      assertThat(client.sdk.getServerInstructions()).contains("search_memory");
    }
  }

  @Test
  void over_http_it_lists_and_calls_every_tool() {
    var caller = Caller.inNewSpace();
    try (var client = JavaSdkClient.overHttp(caller)) {
      var word = tell(caller);

      callEveryTool(client, word);

      assertThat(client.listed()).doesNotHaveDuplicates().hasSize(14);
      assertThat(client.called()).containsExactlyInAnyOrderElementsOf(client.listed());
    }
  }

  @Test
  void over_standard_streams_it_lists_and_calls_every_tool() {
    var caller = Caller.owner();
    var word = tell(caller);
    try (var client = JavaSdkClient.overStandardStreams()) {
      callEveryTool(client, word);

      assertThat(client.called()).containsExactlyInAnyOrderElementsOf(client.listed());
    }
  }

  @Test
  void it_turns_the_pages_of_the_resources_and_reads_one() {
    var caller = Caller.inNewSpace();
    for (int i = 0; i <= RESOURCES_A_PAGE; i++) tell(caller);
    var word = tell(caller);
    try (var client = JavaSdkClient.overHttp(caller)) {
      var first = client.sdk.listResources(null);
      var second = client.sdk.listResources(first.nextCursor());

      assertThat(first.resources()).hasSize(RESOURCES_A_PAGE);
      assertThat(second.resources()).hasSize(2);
      assertThat(second.nextCursor()).isNull();
      var newest = first.resources().getFirst();
      assertThat(newest.name()).contains(word);
      var read = client.sdk.readResource(ReadResourceRequest.builder(newest.uri()).build());
      var text = ((TextResourceContents) read.contents().getFirst()).text();
      assertThat(text).contains("telescope of " + word);
    }
  }

  @Test
  void it_gets_a_prompt_with_what_is_known() {
    var caller = Caller.inNewSpace();
    var word = tell(caller);
    try (var client = JavaSdkClient.overHttp(caller)) {
      var prompts = client.sdk.listPrompts().prompts().stream().map(prompt -> prompt.name());
      var request = GetPromptRequest.builder("recall").arguments(Map.of("topic", word)).build();
      var recalled = client.sdk.getPrompt(request).messages();

      assertThat(prompts).contains("recall", "save_chat", "weekly_digest");
      assertThat(((TextContent) recalled.getLast().content()).text())
          .contains("telescope of " + word);
    }
  }

  @Test
  void it_is_told_what_to_change_when_arguments_do_not_fit() {
    try (var client = JavaSdkClient.overHttp(Caller.inNewSpace())) {
      var without = client.call("search_memory", "limit", 3);
      var tooMany = client.call("list_memories", "limit", 1_000);
      var absent = client.call("get_memory", "memory_id", UUID.randomUUID().toString());

      assertThat(without.refused()).isTrue();
      assertThat(without.text()).contains("'query' is missing");
      assertThat(tooMany.refused()).isTrue();
      assertThat(tooMany.text()).contains("limit", "100");
      assertThat(absent.refused()).isTrue();
      assertThatThrownBy(() -> client.call("no_such_tool"))
          .isInstanceOf(McpError.class)
          .hasMessageContaining("Unknown tool");
    }
  }

  /** Keeps a chat about a word that stands nowhere else; returns the word. */
  private static String tell(Caller caller) {
    var word = "zeppelin" + UUID.randomUUID().toString().replace("-", "");
    var told =
        caller.post(
            "/v1/conversations",
            """
            {"site":"claude","source_id":"%1$s","title":"About %1$s","messages":[
              {"source_id":"u","role":"user","text":"Where is the telescope of %1$s?"},
              {"source_id":"a","role":"assistant","text":"In the attic."}]}
            """
                .formatted(word));
    assertThat(told.status()).isLessThan(300);
    caller.awaitFound();
    return word;
  }

  /** As somebody does who adds a memory, looks for it everywhere and deletes it again. */
  private static void callEveryTool(JavaSdkClient client, String chat) {
    var word = "Fresnel" + UUID.randomUUID().toString().replace("-", "");
    var added =
        client.served("add_memory", "content", "User polishes " + word, "tags", List.of(word));
    var id = added.path("id").asText();

    var found = client.served("search_memory", "query", word, "kind", "memory");
    assertThat(texts(found.path("hits"), "id")).startsWith(id);
    assertThat(texts(client.served("list_memories", "tag", word).path("memories"), "id"))
        .containsExactly(id);
    assertThat(client.served("get_memory", "memory_id", id).path("content").asText())
        .contains(word);
    client.served("update_memory", "memory_id", id, "content", "User sells " + word);
    assertThat(client.served("get_context", "query", word).path("text").asText())
        .contains("User sells " + word);
    assertThat(texts(client.served("list_tags").path("tags"), "tag")).contains(word);
    assertThat(client.served("memory_stats").path("conversations").asLong()).isPositive();
    assertThat(client.served("export_memories", "tag", word).path("memories").toString())
        .contains("User sells " + word);
    readTheChat(client, chat);

    client.served("delete_memory", "memory_id", id);
    var left = client.served("search_memory", "query", word, "kind", "memory").path("hits");
    assertThat(texts(left, "id")).doesNotContain(id);
  }

  private static void readTheChat(JavaSdkClient client, String chat) {
    var talks = client.served("list_conversations", "limit", 50).path("conversations");
    assertThat(texts(talks, "title")).contains("About " + chat);
    var hit = client.served("search_memory", "query", chat).path("hits").path(0);
    var conversation = hit.path("conversation_id").asText();
    var read = client.served("get_conversation", "conversation_id", conversation);
    assertThat(texts(read.path("messages"), "text")).anyMatch(text -> text.contains(chat));
    var result = client.served("search", "query", chat).path("results").path(0);
    assertThat(client.served("fetch", "id", result.path("id").asText()).path("text").asText())
        .contains("telescope of " + chat);
  }

  private static List<String> texts(JsonNode list, String member) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.path(member).asText()));
    return texts;
  }
}
