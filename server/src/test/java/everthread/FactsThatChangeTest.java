package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Caller;
import everthread.web.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person sees of facts that change, through the doors. */
class FactsThatChangeTest {
  private final Caller caller = Caller.inNewSpace();

  @Test
  void which_database_do_we_use_finds_the_newest_of_three_answers() {
    say("2026-01-10", "We use Postgres as our database for the shop.");
    say("2026-03-20", "We moved the shop's database to CockroachDB, so we use that database now.");
    say("2026-02-14", "We use MySQL as our database for the shop now.");
    caller.awaitFound();

    var hits = texts("/v1/search?kind=message&q=which+database+do+we+use");

    assertThat(hits).hasSize(3);
    assertThat(hits.getFirst()).contains("CockroachDB");
    assertThat(hits.get(1)).contains("MySQL");
  }

  @Test
  void a_newer_figure_stands_right_above_the_older() {
    say(
        "2026-01-10",
        "My Zotero library has 45 sources, tagged by theme: the sources of my essay.");
    say("2026-02-10", "I've added 52 sources to my Zotero library, how do I sort them?");
    caller.awaitFound();

    var hits = texts("/v1/search?q=How+many+sources+are+in+my+Zotero+library+tagged+by+theme%3F");
    var then =
        texts(
            "/v1/search?q=How+many+sources+were+originally+in+my+Zotero+library+tagged+by+theme%3F");

    assertThat(hits.getFirst()).contains("52");
    assertThat(then.getFirst()).contains("45");
  }

  @Test
  void a_fact_has_a_history_and_was_true_then() {
    say("2026-01-10", "I live in Berlin.");
    say("2026-02-10", "I live in Berlin, where the summer is hot.");
    say("2026-03-10", "I moved to Munich last week.");
    caller.awaitFound();

    var memories = list("/v1/memory?state=superseded");
    assertThat(memories).hasSize(1);
    var berlin = memories.getFirst();
    assertThat(berlin.get("content").asText()).isEqualTo("User lives in Berlin");
    assertThat(berlin.get("evidence").asInt()).isEqualTo(2);
    assertThat(berlin.get("valid_from").asText()).startsWith("2026-01-10");
    assertThat(berlin.get("valid_until").asText()).startsWith("2026-03-10");

    var history = history(berlin);
    assertThat(history.get("evidence")).hasSize(2);
    assertThat(history.get("superseded_by").get("content").asText()).contains("Munich");
    assertThat(history(history.get("superseded_by")).get("supersedes").get(0).get("id"))
        .isEqualTo(berlin.get("id"));
    assertThat(contents("/v1/memory?as_of=2026-02-01T00:00:00Z"))
        .containsExactly("User lives in Berlin");
    assertThat(texts("/v1/search?q=Berlin&mode=words&as_of=2026-02-01T00:00:00Z"))
        .containsExactly("User lives in Berlin");
    assertThat(texts("/v1/search?q=Munich&mode=words&as_of=2026-02-01T00:00:00Z")).isEmpty();
    assertThat(contents("/v1/memory?as_of=2025-02-01T00:00:00Z")).isEmpty();
  }

  @Test
  void a_superseding_is_undone_by_a_persons_word() {
    var berlin = caller.post("/v1/memory", "{\"content\":\"User lives in Berlin\"}").json();
    caller.post("/v1/memory", "{\"content\":\"User lives in Munich\"}");
    var address = "/v1/memory/" + berlin.get("id").asText();
    assertThat(caller.get(address).json().get("state").asText()).isEqualTo("superseded");

    var held = caller.patch(address, "{\"state\":\"current\"}").json();

    assertThat(held.get("state").asText()).isEqualTo("current");
    assertThat(contents("/v1/memory?state=current"))
        .containsExactlyInAnyOrder("User lives in Berlin", "User lives in Munich");
    caller.patch(address, "{\"state\":\"superseded\"}");
    assertThat(contents("/v1/memory?state=current")).containsExactly("User lives in Munich");
    assertThat(caller.patch(address, "{\"state\":\"in_review\"}").status()).isEqualTo(422);
  }

  @Test
  void the_report_counts_what_is_untidy_and_shows_no_secret() {
    for (var text : List.of("User likes tea", "User likes tea", "Tea is what the user likes")) {
      caller.post("/v1/memory", "{\"content\":\"" + text + "\"}");
    }
    caller.post("/v1/memory", "{\"content\":\"User lives in Berlin\"}");
    caller.post("/v1/memory", "{\"content\":\"User lives in Munich\"}");

    var report = caller.get("/v1/memory/report").json();

    assertThat(report.get("duplicate").get("count").asInt()).isEqualTo(1);
    assertThat(report.get("near_duplicate").get("count").asInt()).isEqualTo(1);
    assertThat(report.get("superseded").get("examples").get(0).get("content").asText())
        .isEqualTo("User lives in Berlin");
    assertThat(report.get("never_recalled").get("count").asInt()).isZero();
    assertThat(report.get("secret_like").get("count").asInt()).isZero();
  }

  private void say(String day, String text) {
    var message = Json.MAPPER.createObjectNode();
    message.put("source_id", "m " + day).put("role", "user").put("text", text);
    message.put("created_at", day + "T10:00:00Z");
    var chat = Json.MAPPER.createObjectNode().put("site", "claude").put("source_id", "chat " + day);
    chat.putArray("messages").add(message);
    assertThat(caller.post("/v1/conversations", chat.toString()).status()).isLessThan(300);
  }

  private JsonNode history(JsonNode memory) {
    return caller.get("/v1/memory/" + memory.get("id").asText() + "/history").json();
  }

  private List<JsonNode> list(String path) {
    var data = new java.util.ArrayList<JsonNode>();
    caller.get(path).json().get("data").forEach(data::add);
    return data;
  }

  private List<String> contents(String path) {
    return list(path).stream().map(memory -> memory.get("content").asText()).toList();
  }

  private List<String> texts(String path) {
    return list(path).stream().map(hit -> hit.get("text").asText()).toList();
  }
}
