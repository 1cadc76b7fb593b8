package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Caller;
import everthread.space.SpaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is deleted is gone, and stays gone until the person wants it again. */
class ErasureTest {
  private static HomeDatabase database;

  private final Caller caller = Caller.inNewSpace();
  private final SpaceId space = new SpaceId(UUID.fromString(String.valueOf(caller.space())));
  private final String canary = "canary" + Resident.word(14).toLowerCase(java.util.Locale.ROOT);

  @BeforeAll
  static void look() {
    database = HomeDatabase.of(LiveServer.home());
  }

  @AfterAll
  static void leave() {
    database.close();
  }

  @Test
  void an_erased_conversation_and_memory_are_in_no_row_and_in_no_file_of_the_index() {
    var told = tell();
    var captured = capture();
    var memory = remember();
    caller.awaitNothingPending();
    assertThat(database.dump()).contains(canary);
    assertThat(indexFilesWith(canary)).isNotEmpty();
    assertThat(vectors()).hasSizeGreaterThanOrEqualTo(3);

    assertThat(captured).isEqualTo(told);
    assertThat(caller.delete("/v1/conversations/" + told).status()).isEqualTo(200);
    caller.delete("/v1/memory/" + memory);

    // At once, whatever the files still hold.
    assertThat(rowsWith(canary)).isEmpty();
    assertThat(vectors()).isEmpty();
    assertThat(search(canary)).isZero();
    caller.awaitNothingPending();
    assertThat(toBeRead()).isEmpty();
    LiveServer.server().tidyUp(space);
    assertThat(indexFilesWith(canary)).isEmpty();
    assertThat(database.statistics()).doesNotContain(canary);
    // A connection tells the statistics of what it deleted up to ten seconds later.
    for (int i = 0; i < 600 && deadRows() > 0; i++) {
      LockSupport.parkNanos(50_000_000);
      LiveServer.server().tidyUp(space);
    }
    assertThat(deadRows()).isZero();
  }

  @Test
  void what_a_page_or_a_tool_deletes_is_hidden_at_once_and_erased_when_its_time_has_come() {
    var id = tell();
    caller.awaitNothingPending();

    forget(id);
    caller.awaitNothingPending();

    assertHidden(id);
    assertThat(vectors()).isNotEmpty();
    assertThat(capturedAgain()).isEqualTo("deleted");
    assertThat(database.dump()).contains(canary);

    database.run(
        "UPDATE job SET run_at = now() WHERE kind = 'ERASE_CONVERSATION' AND subject_id = ?::uuid",
        id);
    awaitNoJob(id);

    assertHidden(id);
    assertThat(rowsWith(canary)).isEmpty();
    assertThat(vectors()).isEmpty();
    LiveServer.server().tidyUp(space);
    assertThat(indexFilesWith(canary)).isEmpty();
  }

  @Test
  void a_memory_that_is_forgotten_goes_with_all_its_wordings() {
    var memory = remember();

    mcp("delete_memory", "{\"memory_id\":\"" + memory + "\"}");

    assertThat(caller.get("/v1/memory/" + memory).status()).isEqualTo(404);
    assertThat(caller.get("/v1/memory").json().get("data")).isEmpty();
    assertThat(search(canary)).isZero();
    database.run(
        "UPDATE job SET run_at = now() WHERE kind = 'ERASE_MEMORY' AND space_id = ?::uuid",
        caller.space());
    for (int i = 0; i < 600 && !rowsWith(canary).isEmpty(); i++) LockSupport.parkNanos(50_000_000);
    assertThat(rowsWith(canary)).isEmpty();
  }

  @Test
  void what_is_restored_in_time_is_there_as_before() {
    var id = tell();
    caller.awaitNothingPending();
    var before = caller.get("/v1/conversations/" + id).response().body();
    forget(id);

    var kept = caller.post("/v1/conversations/keep", name()).json();

    assertThat(kept.get("was_deleted").asBoolean()).isTrue();
    assertThat(caller.get("/v1/conversations/" + id).response().body()).isEqualTo(before);
    assertThat(search(canary)).isPositive();
    assertThat(jobs(id)).isZero();
  }

  @Test
  void a_tombstone_bars_captures_until_the_person_keeps_the_chat_again() {
    caller.delete("/v1/conversations/" + capture());
    assertThat(capturedAgain()).isEqualTo("deleted");

    var kept = caller.post("/v1/conversations/keep", name());
    var again = caller.post("/v1/conversations/keep", name());

    assertThat(kept.json().get("was_deleted").asBoolean()).isTrue();
    assertThat(again.json().get("was_deleted").asBoolean()).isFalse();
    assertThat(capturedAgain()).isEqualTo("stored");
  }

  @Test
  void a_chat_whose_id_no_column_can_hold_is_kept_again_all_the_same() {
    var told = conversation().replace(canary + "-chat", canary + "\\u0000chat");
    caller.delete(
        "/v1/conversations/" + caller.post("/v1/conversations", told).json().get("id").asText());

    var kept =
        caller.post(
            "/v1/conversations/keep", name().replace(canary + "-chat", canary + "\\u0000chat"));

    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.json().get("was_deleted").asBoolean()).isTrue();
  }

  @Test
  void a_program_that_tells_a_deleted_conversation_again_is_taken_at_its_word() {
    var id = tell();
    caller.delete("/v1/conversations/" + id);

    var again = caller.post("/v1/conversations", conversation());

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("id").asText()).isNotEqualTo(id);
    assertThat(search(canary)).isPositive();
  }

  private String tell() {
    return caller.post("/v1/conversations", conversation()).json().get("id").asText();
  }

  /** The same chat as {@link #capture} sees. */
  private String conversation() {
    return """
        {"site":"claude","source_id":"%1$s-chat","title":"%1$s","messages":[
          {"source_id":"u","role":"user","text":"I'm allergic to %1$s."},
          {"source_id":"a","role":"assistant","text":"%1$s noted"}]}
        """
        .formatted(canary);
  }

  private String name() {
    return "{\"site\":\"claude\",\"source_id\":\"" + canary + "-chat\"}";
  }

  private String capture() {
    var result = send();
    for (int i = 0; i < 600; i++) {
      var list = caller.get("/v1/conversations").json().get("data");
      if (!list.isEmpty()) return list.get(0).get("id").asText();
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("never read: " + result);
  }

  private String capturedAgain() {
    var result = send().get("results").get(0);
    return result.path("problem").path("code").asText(result.get("status").asText());
  }

  private com.fasterxml.jackson.databind.JsonNode send() {
    var capture = Resident.capture(UUID.randomUUID().toString(), canary);
    return caller.post("/v1/captures", "{\"captures\":[" + capture + "]}").json();
  }

  /** A memory with an earlier wording. */
  private String remember() {
    var made =
        caller.post(
            "/v1/memory",
            "{\"content\":\"%1$s one\",\"tags\":[\"%1$s\"],\"metadata\":{\"x\":\"%1$s\"}}"
                .formatted(canary));
    var id = made.json().get("id").asText();
    caller.patch("/v1/memory/" + id, "{\"content\":\"" + canary + " two\"}");
    return id;
  }

  private void forget(String conversation) {
    mcp("delete_memory", "{\"conversation_id\":\"" + conversation + "\"}");
  }

  private void mcp(String tool, String arguments) {
    var params = "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
    var request =
        HttpRequest.newBuilder(URI.create(LiveServer.address() + "/mcp"))
            .header("Authorization", "Bearer " + caller.key())
            .header("Everthread-Space", String.valueOf(caller.space()));
    McpWords.headers(false, "tools/call", tool).forEach(request::header);
    var answer =
        LiveServer.send(
            request.POST(BodyPublishers.ofString(McpWords.message(false, "tools/call", params))));
    assertThat(answer.response().body()).contains("\"isError\":false");
  }

  private void assertHidden(String id) {
    assertThat(caller.get("/v1/conversations/" + id).status()).isEqualTo(404);
    assertThat(caller.get("/v1/conversations").response().body()).doesNotContain(canary);
    assertThat(caller.get("/v1/memory").response().body()).doesNotContain(canary);
    assertThat(search(canary)).isZero();
  }

  private int search(String word) {
    return caller.get("/v1/search?q=" + word).json().get("total").asInt();
  }

  /** What models made of anything in the space. */
  private List<String> vectors() {
    return database.list(
        """
        SELECT message_id::text FROM message_vector WHERE space_id = ?::uuid
        UNION ALL SELECT memory_id::text FROM memory_vector WHERE space_id = ?::uuid
        """,
        caller.space(),
        caller.space());
  }

  private List<String> toBeRead() {
    return database.list(
        "SELECT subject_id::text FROM embedding_work WHERE space_id = ?::uuid", caller.space());
  }

  private static List<String> rowsWith(String word) {
    return database.dump().lines().filter(row -> row.contains(word)).toList();
  }

  private static int jobs(String subject) {
    return database.list("SELECT id FROM job WHERE subject_id = ?::uuid", subject).size();
  }

  private static void awaitNoJob(String subject) {
    for (int i = 0; i < 600 && jobs(subject) > 0; i++) LockSupport.parkNanos(50_000_000);
    assertThat(jobs(subject)).isZero();
  }

  /** Rows that were deleted but still take room, of the tables with content. */
  private static long deadRows() {
    database.run("SELECT pg_stat_force_next_flush()");
    return Long.parseLong(
        database
            .list(
                "SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables WHERE relname IN ('conversation', 'message', 'memory', 'memory_version', 'message_vector', 'memory_vector')")
            .getFirst());
  }

  private List<Path> indexFilesWith(String word) {
    var folder = LiveServer.home().resolve("index").resolve(space.toString());
    var bytes = word.getBytes(StandardCharsets.UTF_8);
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, bytes)).toList();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static boolean holds(Path file, byte[] word) {
    try {
      var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.contains(new String(word, StandardCharsets.ISO_8859_1));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
