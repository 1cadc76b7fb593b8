package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Caller;
import org.junit.jupiter.api.Test;

/** What a model is handed, over HTTP. */
class ContextTest {
  private final Caller caller = Caller.inNewSpace();

  @Test
  void passages_come_with_what_stands_around_them_while_there_is_room() {
    converse("Which boat is the Argo?", "A ketch of eleven metres.", "And the mast?", "Of spruce.");

    var context = ask("{\"query\":\"Argo boat\",\"max_tokens\":400}");

    assertThat(context.get("text").asText())
        .contains("[1] User: Which boat is the Argo?")
        .contains("  Assistant: A ketch of eleven metres.");
    assertThat(context.get("tokens").asInt()).isLessThanOrEqualTo(400);
    assertThat(context.get("max_tokens").asInt()).isEqualTo(400);
  }

  @Test
  void a_citation_names_the_message_at_its_site() {
    converse("Which boat is the Argo?", "A ketch.");

    var citation = ask("{\"topic\":\"Argo\"}").get("citations").get(0);

    assertThat(citation.get("n").asInt()).isEqualTo(1);
    assertThat(citation.get("kind").asText()).isEqualTo("message");
    assertThat(citation.get("source_id").asText()).isEqualTo("m0");
    assertThat(citation.get("url").asText()).isEqualTo("https://claude.ai/chat/boats");
    assertThat(citation.get("conversation_id").asText()).hasSize(36);
  }

  @Test
  void tags_alone_give_the_memories_that_bear_them_all() {
    remember("User plays the oboe", "music", "hobby");
    remember("User owns a piano", "music");

    var context = ask("{\"tags\":[\"music\",\"hobby\"]}");

    assertThat(context.get("text").asText()).contains("oboe").doesNotContain("piano");
    assertThat(context.get("citations")).hasSize(1);
  }

  @Test
  void only_what_was_said_at_the_site_that_is_asked_for() {
    converse("Which boat is the Argo?", "A ketch.");

    var context = ask("{\"query\":\"Argo\",\"site\":\"gemini\"}");

    assertThat(context.get("text").asText()).startsWith("Nothing relevant is remembered");
    assertThat(context.get("citations")).isEmpty();
  }

  @Test
  void neither_a_question_nor_a_tag_is_told_what_is_missing() {
    var answer = caller.post("/v1/context", "{\"max_tokens\":100}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("validation_failed");
  }

  private JsonNode ask(String body) {
    var answer = caller.post("/v1/context", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private void remember(String content, String... tags) {
    var body =
        "{\"content\":\"%s\",\"tags\":[\"%s\"]}".formatted(content, String.join("\",\"", tags));
    assertThat(caller.post("/v1/memory", body).status()).isLessThan(300);
  }

  private void converse(String... texts) {
    var messages = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      messages.append(
          "%s{\"source_id\":\"m%d\",\"role\":\"%s\",\"text\":\"%s\"}"
              .formatted(i == 0 ? "" : ",", i, i % 2 == 0 ? "user" : "assistant", texts[i]));
    }
    var body =
        "{\"site\":\"claude\",\"source_id\":\"boats\",\"url\":\"https://claude.ai/chat/boats\",\"messages\":[%s]}"
            .formatted(messages);
    assertThat(caller.post("/v1/conversations", body).status()).isEqualTo(200);
  }
}
