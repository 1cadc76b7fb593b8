package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Caller;
import everthread.web.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Everthread recalled is never learned again, in whatever way it comes back: with the real
 * texts of get_context, search_memory and list_memories of a running server.
 */
class RecallLoopTest {
  private final Caller caller = Caller.inNewSpace();
  private String context = "";
  private String found = "";
  private String foundJson = "";
  private String listed = "";

  @BeforeEach
  void remember() {
    var said = Json.MAPPER.createObjectNode().put("site", "claude").put("source_id", "old");
    said.putArray("messages")
        .addObject()
        .put("source_id", "m1")
        .put("role", "user")
        .put("text", "I live in Lugo and I play the oboe. My dog Bruno limps.");
    assertThat(caller.post("/v1/conversations", said.toString()).status()).isLessThan(300);
    caller.post("/v1/memory", "{\"content\":\"I am allergic to walnuts\"}");
    context =
        caller
            .post("/v1/context", "{\"query\":\"Lugo oboe walnuts Bruno dog\",\"max_tokens\":900}")
            .json()
            .get("text")
            .asText();
    var search = tool("search_memory", "{\"query\":\"Lugo oboe walnuts dog\"}");
    found = search.at("/content/0/text").asText();
    foundJson = search.get("structuredContent").toString();
    listed = tool("list_memories", "{}").at("/content/0/text").asText();
    assertThat(context).contains("I live in Lugo", "allergic to walnuts");
    assertThat(found).contains("I live in Lugo");
    assertThat(foundJson).contains("I live in Lugo");
    assertThat(listed).contains("allergic to walnuts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s\nWhat could I cook?",
        "<everthread-memory>\n%s\n</everthread-memory>\nWhat could I cook?",
        "This is what my memory says:\n\n%s\n\nIs that all?",
        "Is it right?\n```\n%s\n```",
      })
  void a_page_that_is_pasted_teaches_nothing(String message) {
    for (var recalled : List.of(context, found, foundJson, listed)) {
      assertThat(learned(message.formatted(recalled))).as(recalled).isEmpty();
    }
  }

  @Test
  void a_page_that_is_quoted_line_by_line_teaches_nothing() {
    for (var recalled : List.of(context, found, listed)) {
      assertThat(learned(recalled.replaceAll("(?m)^", "> "))).isEmpty();
      assertThat(learned(recalled.replaceAll("(?m)^", "  "))).isEmpty();
    }
  }

  @Test
  void a_note_copied_out_of_a_page_teaches_nothing() {
    for (var recalled : List.of(context, found, listed)) {
      var notes = new ArrayList<String>();
      for (var note : recalled.split("(?m)^(?=\\[\\d+\\] )", -1)) {
        if (note.startsWith("[")) notes.add(note.split("(?m)^[0-9a-f]{12}>>>", -1)[0]);
      }
      assertThat(notes).isNotEmpty();
      for (var note : notes) assertThat(learned(note)).as(note).isEmpty();
    }
  }

  @Test
  void a_page_that_broke_off_teaches_nothing() {
    for (var recalled : List.of(context, found, foundJson)) {
      assertThat(learned(recalled.substring(0, recalled.indexOf("Lugo") + 20))).isEmpty();
    }
  }

  @Test
  void who_repeats_what_was_recalled_in_the_conversation_is_not_noted_twice() {
    for (var recalled : List.of(context, found)) {
      var turns = Json.MAPPER.createObjectNode();
      var messages = turns.putArray("messages");
      messages.addObject().put("source_id", "t").put("role", "tool").put("text", recalled);
      messages
          .addObject()
          .put("source_id", "u")
          .put("role", "user")
          .put("text", "Yes, I live in Lugo. I also collect maps of Galicia.");

      assertThat(facts(turns)).containsExactly("User collects maps of Galicia");
    }
  }

  @Test
  void what_the_person_says_beside_a_page_is_learned() {
    assertThat(learned(context + "\n\nI moved to Vigo in 2024. What is open there?"))
        .containsExactly("User moved to Vigo in 2024");
  }

  private JsonNode tool(String name, String arguments) {
    var call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
            .formatted(name, arguments);
    var request =
        caller
            .request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2025-06-18")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(call));
    return LiveServer.send(request).json().get("result");
  }

  private List<String> learned(String text) {
    var turns = Json.MAPPER.createObjectNode();
    turns
        .putArray("messages")
        .addObject()
        .put("source_id", "m")
        .put("role", "user")
        .put("text", text);
    return facts(turns);
  }

  private List<String> facts(JsonNode turns) {
    var answer = caller.post("/v1/extract", turns.toString());
    assertThat(answer.status()).isEqualTo(200);
    var facts = new ArrayList<String>();
    answer.json().get("facts").forEach(fact -> facts.add(fact.get("text").asText()));
    return facts;
  }
}
