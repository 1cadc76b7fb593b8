package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Answer;
import everthread.LiveServer.Caller;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-formed requests that say what cannot be; and the answer that they get. */
class BadValuesTest {
  private final Caller caller = Caller.inNewSpace();

  @Test
  void a_key_without_the_scope_is_told_which() {
    var made = caller.post("/v1/keys", "{\"name\":\"r\",\"scopes\":[\"read\"]}").json();
    var reader = new Caller(made.get("key").asText(), null);

    var answer = reader.post("/v1/memory", "{\"content\":\"x\"}");

    is(answer, 403, "insufficient_scope");
    assertThat(answer.json().get("scope").asText()).isEqualTo("write");
  }

  @Test
  void an_expired_key_is_invalid() throws InterruptedException {
    var soon = java.time.Instant.now().plusMillis(1_500).toString();
    var made = caller.post("/v1/keys", "{\"name\":\"e\",\"expires_at\":\"" + soon + "\"}").json();
    Thread.sleep(1_600);

    is(new Caller(made.get("key").asText(), null).get("/v1/stats"), 401, "invalid_token");
  }

  @Test
  void a_user_named_in_the_body_is_never_heeded() {
    caller.post(
        "/v1/memory",
        "{\"content\":\"mine\",\"user_id\":\"someone\",\"space_id\":\""
            + UUID.randomUUID()
            + "\"}");

    assertThat(caller.get("/v1/memory").json().get("data")).hasSize(1);
  }

  @Test
  void depth_and_numbers_beyond_reason_are_told() {
    is(
        memory("{\"content\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        400,
        "json_too_deep");
    is(
        memory("{\"content\":\"a\",\"metadata\":{\"n\":" + "9".repeat(1_000_000) + "}}"),
        400,
        "invalid_json");
    is(memory("{\"content\":\"a\",\"metadata\":{\"n\":1e999}}"), 400, "invalid_json");
    is(caller.post("/v1/keys", "{\"name\":\"n\",\"scopes\":[1e999]}"), 400, "invalid_json");
  }

  @Test
  void a_million_small_values_are_not_worth_reading() {
    is(memory("{\"tags\":[" + "1,".repeat(1_100_000) + "1]}"), 400, "invalid_json");
    is(conversation("[" + "1,".repeat(19_000) + "1]"), 422, "validation_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\"a\",\"content\":\"b\"}",
        "{\"content\":\"a\",\"metadata\":{\"x\":{\"y\":1,\"y\":2}}}"
      })
  void a_key_twice_is_told(String body) {
    is(memory(body), 400, "duplicate_key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":[\"a\"]}|/content",
        "{\"tags\":[]}|/content",
        "{\"content\":\"a\",\"tags\":[1]}|/tags/0",
        "{\"content\":\"a\",\"site\":\"myspace\"}|/site",
        "{\"content\":\"a\",\"metadata\":[]}|/metadata"
      })
  void what_does_not_fit_is_pointed_at(String body, String pointer) {
    var answer = memory(body);

    is(answer, 422, "validation_failed");
    assertThat(answer.json().get("errors").get(0).get("pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"role\":\"user\",\"text\":\"t\"}]|/messages/0/source_id",
        "[{\"source_id\":\"a\",\"role\":\"robot\",\"text\":\"t\"}]|/messages/0/role",
        "[{\"source_id\":\"a\",\"role\":\"user\",\"text\":\"t\"},{\"source_id\":\"a\",\"role\":\"user\",\"text\":\"t\"}]|/messages/1/source_id",
        "\"all\"|/messages"
      })
  void a_message_that_does_not_fit_is_pointed_at(String messages, String pointer) {
    var answer = conversation(messages);

    is(answer, 422, "validation_failed");
    assertThat(answer.json().get("errors").get(0).get("pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void what_no_column_holds_is_replaced_everywhere() {
    var bad = "x\\u0000y\\ud800z";
    var saved =
        caller.post(
            "/v1/conversations",
            "{\"site\":\"claude\",\"source_id\":\""
                + bad
                + "\",\"title\":\""
                + bad
                + "\",\"project\":\""
                + bad
                + "\",\"url\":\""
                + bad
                + "\",\"model\":\""
                + bad
                + "\",\"messages\":[{\"source_id\":\""
                + bad
                + "\",\"role\":\"user\",\"author\":\""
                + bad
                + "\",\"text\":\""
                + bad
                + "\"}]}");
    var made =
        memory(
            "{\"content\":\""
                + bad
                + "\",\"tags\":[\""
                + bad
                + "\"],\"metadata\":{\""
                + bad
                + "\":\""
                + bad
                + "\"}}");

    assertThat(saved.json().get("messages").get(0).get("text").asText())
        .isEqualTo("x\uFFFDy\uFFFDz");
    assertThat(made.json().get("tags").get(0).asText()).isEqualTo("x\uFFFDy\uFFFDz");
    assertThat(caller.get("/v1/memory?tag=%00").status()).isEqualTo(200);
    assertThat(caller.post("/v1/spaces", "{\"name\":\"" + bad + "\"}").status()).isEqualTo(201);
  }

  @Test
  void strange_but_good_text_is_kept_as_it_is() {
    var strange = "a" + "\u0301".repeat(100_000) + "\u202e\u200b\uDB40\uDC41";

    var made =
        memory(everthread.web.Json.MAPPER.createObjectNode().put("content", strange).toString());

    assertThat(made.json().get("content").asText()).isEqualTo(strange);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1000000000-01-01T00:00:00Z",
        "+1000000000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2300-01-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "yesterday",
        ""
      })
  void a_time_that_cannot_be_is_told(String time) {
    is(
        caller.post(
            "/v1/conversations",
            "{\"site\":\"claude\",\"source_id\":\"s\",\"messages\":[],\"created_at\":\""
                + time
                + "\"}"),
        422,
        "invalid_timestamp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2B999999999-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "x"
      })
  void a_time_to_search_by_that_cannot_be_is_told(String time) {
    is(caller.get("/v1/search?q=a&from=" + time), 400, "invalid_parameter");
  }

  @Test
  void a_text_may_have_4_mb_and_no_more() {
    is(memory("{\"content\":\"" + "a".repeat(5 << 20) + "\"}"), 413, "message_too_large");
    is(
        conversation(
            "[{\"source_id\":\"a\",\"role\":\"user\",\"text\":\"" + "a".repeat(5 << 20) + "\"}]"),
        413,
        "message_too_large");
  }

  @Test
  void a_batch_beyond_its_count_is_told() {
    is(
        caller.post("/v1/captures", "{\"captures\":[" + "{},".repeat(10_000) + "{}]}"),
        413,
        "batch_too_large");
    is(
        conversation(
            "["
                + "{\"source_id\":\"a\",\"role\":\"user\",\"text\":\"t\"},".repeat(20_000)
                + "{\"source_id\":\"a\",\"role\":\"user\",\"text\":\"t\"}]"),
        413,
        "batch_too_large");
  }

  @Test
  void one_bad_of_fifty_does_not_fail_the_rest() {
    var items = new StringBuilder();
    for (int i = 0; i < 50; i++)
      items
          .append(i == 0 ? "" : ",")
          .append(capture(i == 17 ? "\"no-id\"" : "\"" + UUID.randomUUID() + "\""));

    var first = caller.post("/v1/captures", "{\"captures\":[" + items + "]}").json().get("results");
    var again = caller.post("/v1/captures", "{\"captures\":[" + items + "]}").json().get("results");

    assertThat(first.findValuesAsText("status")).hasSizeGreaterThanOrEqualTo(50);
    for (int i = 0; i < 50; i++) {
      assertThat(first.get(i).get("status").asText()).isEqualTo(i == 17 ? "rejected" : "stored");
      assertThat(again.get(i).get("status").asText()).isEqualTo(i == 17 ? "rejected" : "duplicate");
    }
    assertThat(caller.get("/v1/stats").json().get("captures").asInt()).isEqualTo(49);
  }

  @Test
  void a_capture_with_what_no_column_holds_is_stored() {
    var body =
        "{\"captures\":["
            + capture("\"" + UUID.randomUUID() + "\"")
                .replace("0.1.0", "\\u0000")
                .replace("application/json", "a\\u0000\\ud800")
            + "]}";

    assertThat(
            caller.post("/v1/captures", body).json().get("results").get(0).get("status").asText())
        .isEqualTo("stored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%00",
        "')%3BDROP%20TABLE%20memory",
        "!%26%7C%3C-%3E",
        "AND",
        "%22",
        "NOT%20NOT",
        "a*b*c*"
      })
  void no_search_is_ever_refused_for_its_words(String words) {
    assertThat(caller.get("/v1/search?q=" + words).status()).isEqualTo(200);
    assertThat(caller.get("/v1/search?q=" + words.repeat(100)).status()).isEqualTo(200);
    assertThat(caller.get("/v1/search?q=" + "a%20".repeat(1_900)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=-1,invalid_parameter", "limit=0,invalid_parameter", "limit=101,invalid_parameter",
    "limit=1000000000,invalid_parameter", "limit=99999999999,invalid_parameter",
        "limit=1e1,invalid_parameter",
    "after=zzz,invalid_cursor", "after=%00,invalid_cursor", "after=mem_xyz,invalid_cursor"
  })
  void a_page_that_cannot_be_is_told(String query, String code) {
    is(caller.get("/v1/memory?" + query), 400, code);
    is(caller.get("/v1/conversations?" + query), 400, code);
    is(caller.get("/v1/search?q=a&" + query), 400, code);
  }

  @Test
  void another_spaces_cursor_leads_nowhere() {
    var stranger = Caller.inNewSpace();
    var theirs = stranger.post("/v1/memory", "{\"content\":\"theirs\"}").json().get("id").asText();
    caller.post("/v1/memory", "{\"content\":\"mine\"}");

    var page = caller.get("/v1/memory?after=" + theirs);

    assertThat(page.status()).isIn(200, 400);
    assertThat(page.response().body()).doesNotContain("theirs");
    is(caller.get("/v1/search?q=mine&after=" + theirs), 400, "invalid_cursor");
  }

  private Answer memory(String body) {
    return caller.post("/v1/memory", body);
  }

  private Answer conversation(String messages) {
    return caller.post(
        "/v1/conversations",
        "{\"site\":\"claude\",\"source_id\":\"s\",\"messages\":" + messages + "}");
  }

  private static String capture(String id) {
    return ("{'schema':'everthread.capture.v1','id':ID,'site':'claude','kind':'snapshot','url':'https://claude.ai/api/x',"
            + "'page_url':'https://claude.ai/chat/x','conversation_source_id':null,'captured_at':'2026-03-03T21:14:00Z',"
            + "'request':null,'body':'{}','body_type':'application/json','complete':true,"
            + "'client':{'extension':'0.1.0','adapter':'claude/1'}}")
        .replace('\'', '"')
        .replace("ID", id);
  }

  private static void is(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }
}
