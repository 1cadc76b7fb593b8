package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.LiveServer.Caller;
import everthread.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a capture to what can be found, over HTTP. */
class CaptureTest {
  private static final String CHAT = "5a0c0000-0000-4000-8000-0000000000aa";

  private final Caller caller = Caller.inNewSpace();

  @Test
  void a_snapshot_becomes_a_conversation_that_is_found() {
    var result = send(snapshot("Where do swifts sleep?", "On the wing.")).get(0);

    assertThat(result.get("status").asText()).isEqualTo("stored");
    var hit = awaitHit("swifts");
    assertThat(hit.get("site").asText()).isEqualTo("claude");
    var messages =
        caller
            .get("/v1/conversations/" + hit.get("conversation_id").asText())
            .json()
            .get("messages");
    assertThat(messages.findValuesAsText("text"))
        .containsExactly("Where do swifts sleep?", "On the wing.");
  }

  @Test
  void the_answer_names_the_conversation_once_it_is_read() {
    var capture = snapshot("one", "two");
    send(capture);
    caller.awaitFound();

    assertThat(send(capture).get(0).get("conversation_id").asText()).hasSize(36);
  }

  @Test
  void a_capture_id_sent_again_is_a_duplicate() {
    var capture = snapshot("one", "two");
    send(capture);

    assertThat(send(capture).get(0).get("status").asText()).isEqualTo("duplicate");
  }

  @Test
  void one_bad_item_does_not_fail_the_rest() {
    var bad = snapshot("one", "two");
    bad.remove("body");

    var results = send(bad, snapshot("three", "four"));

    assertThat(results.get(0).get("status").asText()).isEqualTo("rejected");
    assertThat(results.get(0).get("problem").get("code").asText()).isEqualTo("validation_failed");
    assertThat(results.get(1).get("status").asText()).isEqualTo("stored");
  }

  @Test
  void gzip_is_accepted() {
    var request =
        caller
            .request("/v1/captures")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip(batch(snapshot("one", "two")))));

    assertThat(LiveServer.send(request).json().get("results").get(0).get("status").asText())
        .isEqualTo("stored");
  }

  @Test
  void a_temporary_chat_is_rejected_and_nothing_is_kept() {
    var result = send(snapshot("my secret", "your secret", true)).get(0);

    assertThat(result.get("status").asText()).isEqualTo("rejected");
    assertThat(result.get("problem").get("code").asText()).isEqualTo("temporary_chat");
    assertThat(caller.get("/v1/stats").json().get("captures").asInt()).isZero();
  }

  @Test
  void a_site_that_does_not_fit_its_address_is_rejected() {
    var capture = snapshot("one", "two");
    capture.put("page_url", "https://claude.ai.example.com/chat/x");

    assertThat(send(capture).get(0).get("problem").get("code").asText()).isEqualTo("site_mismatch");
  }

  @Test
  void what_cannot_be_read_is_kept_and_counted() {
    var capture = snapshot("one", "two");
    capture.put("body", "{\"something\":\"else\"}");
    send(capture);
    caller.awaitFound();

    var stats = caller.get("/v1/stats").json();

    assertThat(stats.get("drift").asInt()).isEqualTo(1);
    assertThat(stats.get("conversations").asInt()).isZero();
    assertThat(caller.post("/v1/captures/reread", "{}").json().get("captures").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_deleted_conversation_is_not_captured_again() {
    send(snapshot("the quaking bog", "wet"));
    var id = awaitHit("quaking").get("conversation_id").asText();
    caller.delete("/v1/conversations/" + id);

    var again = send(snapshot("the quaking bog", "wet")).get(0);

    assertThat(again.get("status").asText()).isEqualTo("rejected");
    assertThat(again.get("problem").get("code").asText()).isEqualTo("deleted");
    var stats = caller.get("/v1/stats").json();
    assertThat(stats.get("captures").asInt() + stats.get("messages").asInt()).isZero();
  }

  private JsonNode send(ObjectNode... captures) {
    var answer = caller.post("/v1/captures", batch(captures));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().get("results");
  }

  private static String batch(ObjectNode... captures) {
    var batch = Json.MAPPER.createObjectNode();
    var list = batch.putArray("captures");
    for (var capture : captures) list.add(capture);
    return batch.toString();
  }

  private static ObjectNode snapshot(String question, String answer) {
    return snapshot(question, answer, false);
  }

  private static ObjectNode snapshot(String question, String answer, boolean temporary) {
    var chat = Json.MAPPER.createObjectNode();
    chat.put("uuid", CHAT).put("name", "Birds").put("is_temporary", temporary);
    chat.put("current_leaf_message_uuid", "a");
    var messages = chat.putArray("chat_messages");
    message(messages.addObject(), "u", null, "human", question);
    message(messages.addObject(), "a", "u", "assistant", answer);

    var capture = Json.MAPPER.createObjectNode();
    capture.put("schema", "everthread.capture.v1").put("id", UUID.randomUUID().toString());
    capture.put("site", "claude").put("kind", "snapshot");
    capture.put(
        "url", "https://claude.ai/api/organizations/o/chat_conversations/" + CHAT + "?tree=True");
    capture.put("page_url", "https://claude.ai/chat/" + CHAT);
    capture.put("conversation_source_id", CHAT).put("captured_at", Instant.now().toString());
    capture.putNull("request").put("body", chat.toString()).put("body_type", "application/json");
    capture
        .put("complete", true)
        .putObject("client")
        .put("extension", "0.1.0")
        .put("adapter", "claude/1");
    return capture;
  }

  private static void message(
      ObjectNode message, String id, @Nullable String parent, String sender, String text) {
    message
        .put("uuid", id)
        .put("parent_message_uuid", parent)
        .put("sender", sender)
        .put("text", "");
    message.putArray("content").addObject().put("type", "text").put("text", text);
    message.put("created_at", "2026-03-03T21:1" + (parent == null ? 0 : 1) + ":00Z");
  }

  private JsonNode awaitHit(String words) {
    for (int i = 0; i < 600; i++) {
      var data = caller.get("/v1/search?kind=message&q=" + words).json().get("data");
      if (!data.isEmpty()) return data.get(0);
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("not found: " + words);
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
