package everthread.bench.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One numbered chat of ten messages that is captured five times as it grows: each capture tells all
 * that the ones before it told, as real pages do.
 */
record Chat(String name, String opening) {
  static final int CAPTURES = 5;
  static final int MESSAGES = 2 * CAPTURES;

  static Chat numbered(int client, int number) {
    return new Chat("k" + client + "z" + number, "The crane stands by the water.");
  }

  String sourceId() {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The word that stands in this message and in no other. */
  String word(int message) {
    return name + "q" + message;
  }

  String text(int message) {
    return (message == 0 ? opening + " " : "Number ") + word(message) + ".";
  }

  List<String> texts(int captures) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < 2 * captures; i++) texts.add(text(i));
    return texts;
  }

  /** The capture after {@code turns} questions and answers; the same call gives the same id. */
  ObjectNode capture(int turns) {
    var chat = Json.MAPPER.createObjectNode();
    chat.put("uuid", sourceId()).put("name", "Chat " + name).put("is_temporary", false);
    chat.put("current_leaf_message_uuid", name + "-" + (2 * turns - 1));
    var messages = chat.putArray("chat_messages");
    for (int i = 0; i < 2 * turns; i++) {
      var message = messages.addObject().put("uuid", name + "-" + i);
      message.put("parent_message_uuid", i == 0 ? null : name + "-" + (i - 1));
      message.put("sender", i % 2 == 0 ? "human" : "assistant").put("text", "");
      message.putArray("content").addObject().put("type", "text").put("text", text(i));
      message.put("created_at", "2026-03-03T21:1" + i + ":00Z");
    }
    return envelope(turns, chat.toString());
  }

  private ObjectNode envelope(int turns, String body) {
    var id = UUID.nameUUIDFromBytes((name + "/" + turns).getBytes(StandardCharsets.UTF_8));
    var capture = Json.MAPPER.createObjectNode();
    capture.put("schema", "everthread.capture.v1").put("id", id.toString());
    capture.put("site", "claude").put("kind", "snapshot");
    capture.put(
        "url",
        "https://claude.ai/api/organizations/o/chat_conversations/" + sourceId() + "?tree=True");
    capture.put("page_url", "https://claude.ai/chat/" + sourceId());
    capture.put("conversation_source_id", sourceId());
    capture.put("captured_at", Instant.parse("2026-03-03T21:30:00Z").plusSeconds(turns).toString());
    capture.putNull("request").put("body", body).put("body_type", "application/json");
    capture.put("complete", true);
    capture.putObject("client").put("extension", "0.1.0").put("adapter", "claude/1");
    return capture;
  }

  static String batch(List<ObjectNode> captures) {
    var batch = Json.MAPPER.createObjectNode();
    batch.putArray("captures").addAll(captures);
    return batch.toString();
  }
}
