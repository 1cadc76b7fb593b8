package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.Resident.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A secret neither comes in by any door, nor goes out by one if it was kept before its rule. */
class StoredSecretsTest {
  private static final String SECRET = "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a";
  private static HomeDatabase database;
  private static Resident resident;

  @BeforeAll
  static void keepASecret() {
    database = HomeDatabase.of(LiveServer.home());
    resident = Resident.moveIn(database);
    var space = resident.space();
    change(
        "UPDATE message SET text = text || ' ' || ?, author = ? WHERE space_id = ?::uuid",
        SECRET,
        SECRET,
        space);
    change(
        "UPDATE conversation SET title = ?, project = ?, url = 'https://claude.ai/' || ? WHERE space_id = ?::uuid",
        SECRET,
        SECRET,
        SECRET,
        space);
    change(
        "UPDATE memory SET content = content || ' ' || ?, title = ?, tags = ARRAY[?], metadata = jsonb_build_object('k', ?::text) WHERE space_id = ?::uuid",
        SECRET,
        SECRET,
        SECRET,
        SECRET,
        space);
    for (var subject : List.of("CONVERSATION", "MEMORY")) {
      for (var id :
          database.list("SELECT id FROM " + subject + " WHERE space_id = ?::uuid", space)) {
        change(
            "UPDATE space SET feed_position = feed_position + 1 WHERE space_id = ?::uuid", space);
        change(
            "INSERT INTO change (space_id, position, subject, subject_id, conversation_id) SELECT space_id, feed_position, ?, ?::uuid, CASE WHEN ? = 'CONVERSATION' THEN ?::uuid END FROM space WHERE space_id = ?::uuid",
            subject,
            id,
            subject,
            id,
            space);
      }
    }
    letTheServerLook();
  }

  /** The server counts its own commits and asks the database for none: one of its own follows. */
  private static void letTheServerLook() {
    var kept = resident.caller().post("/v1/memory", "{\"content\":\"one more\"}");
    assertThat(kept.response().statusCode()).isEqualTo(201);
  }

  private static void change(String sql, Object... parameters) {
    assertThat(database.run(sql, parameters)).isPositive();
  }

  @AfterAll
  static void leave() {
    database.close();
  }

  @Test
  void no_call_gives_it_out() {
    var conversation = resident.of(Kind.CONVERSATION).getFirst();
    var memory = resident.of(Kind.MEMORY).getFirst();
    for (var path :
        List.of(
            "/v1/conversations",
            "/v1/conversations/" + conversation,
            "/v1/conversations/" + conversation + "?format=markdown",
            "/v1/memory",
            "/v1/memory/" + memory,
            "/v1/search?q=" + resident.canary(),
            "/v1/search?q=" + resident.canary() + "&kind=memory")) {
      assertThat(resident.caller().get(path).response().body())
          .as(path)
          .doesNotContain(SECRET.substring(4))
          .contains("[redacted:github-token]");
    }
  }

  @Test
  void no_page_shows_it() {
    var conversation = resident.of(Kind.CONVERSATION).getFirst();
    for (var path :
        List.of(
            "/?q=" + resident.canary(),
            "/conversations/" + conversation,
            "/conversations/" + conversation + "/part",
            "/conversations/" + conversation + "/markdown",
            "/memories",
            "/preview/messages/" + conversation + "/" + resident.of(Kind.MESSAGE).getFirst(),
            "/preview/memories/" + resident.of(Kind.MEMORY).getFirst())) {
      var page = LiveServer.send(page(path)).response().body();
      assertThat(page).as(path).contains(resident.canary()).doesNotContain(SECRET.substring(4));
    }
  }

  private static HttpRequest.Builder page(String path) {
    return HttpRequest.newBuilder(URI.create(LiveServer.address() + path))
        .header("Cookie", "everthread_session=" + resident.cookie());
  }

  @Test
  void no_tool_tells_it() {
    var conversation = resident.of(Kind.CONVERSATION).getFirst();
    for (var call :
        List.of(
            "{\"name\":\"search_memory\",\"arguments\":{\"query\":\"" + resident.canary() + "\"}}",
            "{\"name\":\"list_memories\",\"arguments\":{}}",
            "{\"name\":\"get_conversation\",\"arguments\":{\"conversation_id\":\""
                + conversation
                + "\"}}")) {
      var request =
          HttpRequest.newBuilder(URI.create(LiveServer.address() + "/mcp"))
              .header("Authorization", "Bearer " + resident.key());
      McpWords.headers(false, "tools/call", "").forEach(request::header);
      var body = BodyPublishers.ofString(McpWords.message(false, "tools/call", call));
      assertThat(LiveServer.send(request.POST(body)).response().body())
          .as(call)
          .contains(resident.canary())
          .doesNotContain(SECRET.substring(4));
    }
  }

  @Test
  void no_door_takes_it_in() {
    var person = Resident.moveIn(database);
    var form = "csrf=" + person.csrf() + "&content=mine+" + SECRET + "&tags=" + SECRET;
    LiveServer.send(
        HttpRequest.newBuilder(URI.create(LiveServer.address() + "/memories"))
            .header("Cookie", "everthread_session=" + person.cookie())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
    person
        .caller()
        .post(
            "/v1/memory",
            "{\"content\":\"a\",\"title\":\"%1$s\",\"tags\":[\"%1$s\"],\"metadata\":{\"deep\":[{\"%1$s\":\"%1$s\"}]}}"
                .formatted(SECRET));
    person
        .caller()
        .post(
            "/v1/conversations",
            """
            {"site":"api","source_id":"s","title":"%1$s","project":"%1$s","url":"https://a.test/?k=%1$s",
             "messages":[{"source_id":"m","role":"user","author":"%1$s","text":"%1$s","reasoning":"%1$s"}]}
            """
                .formatted(SECRET));

    var kept = database.dump().lines().filter(row -> row.contains(person.space())).toList();

    assertThat(String.join("\n", kept))
        .contains("[redacted:github-token]")
        .doesNotContain(SECRET.substring(4));
  }
}
