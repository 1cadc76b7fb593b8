package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Caller;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API as a program meets it. */
class RestTest {
  private final Caller caller = Caller.inNewSpace();

  @Test
  void a_memory_is_made_read_changed_listed_and_erased() {
    var made =
        caller.post(
            "/v1/memory",
            "{\"content\":\"Cooks for four on Saturdays\",\"tags\":[\"food\"],\"metadata\":{\"n\":1}}");
    var id = made.json().get("id").asText();

    assertThat(made.status()).isEqualTo(201);
    assertThat(id).matches("mem_[0-9a-f]{32}");
    assertThat(made.json().get("object").asText()).isEqualTo("memory");
    assertThat(caller.get("/v1/memory/" + id).json().get("metadata").get("n").asInt()).isEqualTo(1);
    assertThat(
            caller
                .patch("/v1/memory/" + id, "{\"content\":\"Cooks for six\"}")
                .json()
                .get("tags")
                .get(0)
                .asText())
        .isEqualTo("food");
    assertThat(caller.get("/v1/memory?tag=food").json().get("data").get(0).get("content").asText())
        .isEqualTo("Cooks for six");
    assertThat(caller.delete("/v1/memory/" + id).json().get("deleted").asBoolean()).isTrue();
    assertThat(caller.get("/v1/memory/" + id).code()).isEqualTo("not_found");
  }

  @Test
  void a_list_is_read_page_by_page_with_the_last_id() {
    for (int i = 0; i < 5; i++) caller.post("/v1/memory", "{\"content\":\"number " + i + "\"}");
    var contents = new ArrayList<String>();

    var page = caller.get("/v1/memory?limit=2").json();
    while (true) {
      page.get("data").forEach(memory -> contents.add(memory.get("content").asText()));
      if (!page.get("has_more").asBoolean()) break;
      page = caller.get("/v1/memory?limit=2&after=" + page.get("last_id").asText()).json();
    }

    assertThat(contents)
        .containsExactly("number 4", "number 3", "number 2", "number 1", "number 0");
  }

  @Test
  void what_was_written_is_found_by_the_writers_next_search() {
    caller.post("/v1/memory", "{\"content\":\"Is allergic to walnuts\"}");
    save("c1", "Do walnuts belong in a brownie?", "Only if nobody is allergic.");

    var hits = search("walnuts");

    assertThat(hits.get("data")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(hits.get("data").findValuesAsText("kind")).contains("memory", "message");
  }

  @Test
  void a_hit_names_its_message_and_conversation() {
    var conversation = save("c1", "The dentist is on Elm Street.", "Noted.").get("id").asText();

    var hit = search("dentist").get("data").get(0);

    assertThat(hit.get("sources").get(0).get("source_id").asText()).isEqualTo("u");
    assertThat(hit.get("conversation_id").asText()).isEqualTo(conversation);
    assertThat(hit.get("text").asText()).isEqualTo("The dentist is on Elm Street.");
    assertThat(hit.get("role").asText()).isEqualTo("user");
  }

  @Test
  void a_conversation_saved_again_is_updated_and_not_doubled() {
    var first = save("c1", "one", "two").get("id").asText();
    var second = save("c1", "one", "two, corrected").get("id").asText();

    assertThat(second).isEqualTo(first);
    var messages = caller.get("/v1/conversations/" + first).json().get("messages");
    assertThat(messages.findValuesAsText("text")).containsExactly("one", "two, corrected");
  }

  @Test
  void a_conversation_can_be_had_as_markdown() {
    var id = save("c1", "How?", "Like **this**.").get("id").asText();

    var markdown = caller.get("/v1/conversations/" + id + "?format=markdown").response().body();

    assertThat(markdown).contains("# A title", "How?", "Like **this**.");
  }

  @Test
  void an_erased_conversation_is_found_no_more() {
    var id = save("c1", "the parsnip question", "an answer").get("id").asText();
    assertThat(search("parsnip").get("data")).isNotEmpty();

    caller.delete("/v1/conversations/" + id);

    assertThat(search("parsnip").get("data")).isEmpty();
    assertThat(caller.get("/v1/conversations/" + id).status()).isEqualTo(404);
  }

  @Test
  void another_space_answers_as_if_nothing_were_there() {
    var id = save("c1", "the turnip question", "an answer").get("id").asText();
    var stranger = Caller.inNewSpace();

    assertThat(stranger.get("/v1/conversations/" + id).response().body())
        .isEqualTo(
            stranger
                .get("/v1/conversations/0198c1de-7a10-7c3e-9d1e-2f6b7a0c1d2e")
                .response()
                .body());
    assertThat(stranger.get("/v1/search?q=turnip").json().get("data")).isEmpty();
  }

  @Test
  void a_key_does_what_its_scopes_say_until_it_is_revoked() {
    var made = caller.post("/v1/keys", "{\"name\":\"reader\",\"scopes\":[\"read\"]}").json();
    var reader = new Caller(made.get("key").asText(), null);

    assertThat(reader.get("/v1/memory").status()).isEqualTo(200);
    assertThat(reader.post("/v1/memory", "{\"content\":\"x\"}").code())
        .isEqualTo("insufficient_scope");
    assertThat(
            new Caller(made.get("key").asText(), LiveServer.Caller.inNewSpace().space())
                .get("/v1/memory")
                .status())
        .isEqualTo(404);

    caller.delete("/v1/keys/" + made.get("id").asText());
    assertThat(reader.get("/v1/memory").code()).isEqualTo("invalid_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "Token ", "bearer "})
  void other_clients_ways_to_send_a_key_are_taken(String prefix) {
    var request = HttpRequest.newBuilder(URI.create(LiveServer.address() + "/v1/stats"));

    assertThat(
            LiveServer.send(request.header("Authorization", prefix + LiveServer.OWNER_KEY))
                .status())
        .isEqualTo(200);
  }

  @Test
  void without_a_key_nothing_is_told() {
    var bare = HttpRequest.newBuilder(URI.create(LiveServer.address() + "/v1/stats"));

    var answer = LiveServer.send(bare);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("unauthenticated");
    assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|400|invalid_json",
        "{|400|invalid_json",
        "{\"content\":\"a\",\"content\":\"b\"}|400|duplicate_key",
        "{\"content\":NaN}|400|invalid_json",
        "[]|422|validation_failed",
        "{\"content\":1}|422|validation_failed",
        "{\"content\":\"  \"}|422|validation_failed",
        "{\"content\":\"a\",\"tags\":\"b\"}|422|validation_failed"
      })
  void bad_bodies_get_a_clear_answer(String body, int status, String code) {
    var answer = caller.post("/v1/memory", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().get("detail").asText()).isNotBlank();
  }

  @Test
  void a_body_of_another_type_or_depth_is_refused() {
    var plain =
        caller
            .request("/v1/memory")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{}"));

    assertThat(LiveServer.send(plain).code()).isEqualTo("unsupported_media_type");
    assertThat(caller.post("/v1/memory", "[".repeat(10_000)).code()).isEqualTo("json_too_deep");
  }

  @Test
  void characters_that_a_database_refuses_are_replaced() {
    var made = caller.post("/v1/memory", "{\"content\":\"a\\u0000b\\ud800c\"}");

    assertThat(made.json().get("content").asText()).isEqualTo("a\uFFFDb\uFFFDc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'); DROP TABLE memory; --",
        "\"never closed",
        "AND OR NOT",
        "((((",
        "***",
        "\u0000",
        "!&|<->",
        "🧵",
        "site:nowhere",
        ""
      })
  void no_query_is_ever_an_error(String query) {
    var path = "/v1/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);

    assertThat(caller.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/memory?limit=-1,invalid_parameter",
    "/v1/memory?limit=1000000000,invalid_parameter",
    "/v1/memory?after=zzz,invalid_cursor",
    "/v1/search?q=a&kind=x,invalid_parameter",
    "/v1/search?q=a&from=yesterday,invalid_parameter"
  })
  void bad_parameters_are_named(String path, String code) {
    assertThat(caller.get(path).code()).isEqualTo(code);
  }

  @Test
  void a_wrong_method_is_told_the_right_ones() {
    var answer = caller.delete("/v1/memory");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.response().headers().firstValue("Allow").orElse(""))
        .contains("GET")
        .contains("POST");
  }

  @Test
  void a_page_of_another_origin_is_refused() {
    var request = caller.request("/v1/stats").header("Origin", "https://evil.example");

    assertThat(LiveServer.send(request).status()).isEqualTo(403);
  }

  @Test
  void secrets_are_taken_out_of_what_is_written() {
    var made =
        caller.post(
            "/v1/memory",
            "{\"content\":\"the token is ghp_16C7e42F292c6912E7710c838347Ae178B4a\"}");

    assertThat(made.json().get("content").asText())
        .doesNotContain("ghp_16C7e42F292c6912E7710c838347Ae178B4a")
        .contains("[redacted:");
  }

  @Test
  void what_the_person_said_becomes_a_memory_that_names_its_message() {
    save("c1", "I'm allergic to peanuts. What can I cook?", "Rice.");
    caller.awaitFound();

    var memories = caller.get("/v1/memory").json().get("data");

    assertThat(memories.findValuesAsText("content")).contains("User is allergic to peanuts");
    assertThat(memories.get(0).get("source").get("source_id").asText()).isEqualTo("u");
  }

  @Test
  void the_facts_of_a_dialogue_can_be_had_without_storing_them() {
    var facts =
        caller
            .post(
                "/v1/extract",
                "{\"messages\":[{\"source_id\":\"1\",\"role\":\"user\",\"text\":\"I live in Ghent.\"}]}")
            .json()
            .get("facts");

    assertThat(facts.get(0).get("source_id").asText()).isEqualTo("1");
    assertThat(facts.get(0).get("text").asText()).contains("Ghent");
    assertThat(caller.get("/v1/memory").json().get("data")).isEmpty();
  }

  @Test
  void the_contract_is_served() {
    var document = caller.get("/openapi.json").json();

    assertThat(document.get("openapi").asText()).startsWith("3.1");
    assertThat(document.get("paths").has("/v1/captures")).isTrue();
  }

  @Test
  void health_and_metrics_answer() {
    assertThat(caller.get("/health/live").status()).isEqualTo(200);
    assertThat(caller.get("/health/ready").status()).isEqualTo(200);
    assertThat(caller.get("/metrics").response().body()).contains("everthread_requests_seconds");
  }

  private com.fasterxml.jackson.databind.JsonNode save(String id, String question, String answer) {
    var body = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    body.put("site", "claude").put("source_id", id).put("title", "A title");
    var messages = body.putArray("messages");
    messages.addObject().put("source_id", "u").put("role", "user").put("text", question);
    messages.addObject().put("source_id", "a").put("role", "assistant").put("text", answer);
    var saved = caller.post("/v1/conversations", body.toString());
    assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
    return saved.json();
  }

  private com.fasterxml.jackson.databind.JsonNode search(String words) {
    return caller.get("/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).json();
  }
}
