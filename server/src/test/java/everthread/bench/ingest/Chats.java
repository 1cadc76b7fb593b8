package everthread.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invented chats, as large as real ones: an exchange is one capture of 1 to 4 KB, two messages. */
final class Chats {
  private static final String[] WORDS = words();

  private final Random random;

  Chats(long seed) {
    random = new Random(seed);
  }

  private static String[] words() {
    var random = new Random(1);
    var words = new String[20_000];
    for (int i = 0; i < words.length; i++) {
      var word = new StringBuilder();
      for (int n = 2 + random.nextInt(8); n > 0; n--)
        word.append((char) ('a' + random.nextInt(26)));
      words[i] = word.toString();
    }
    return words;
  }

  /** Common words are common: about Zipf's law. */
  String text(int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      double share = Math.pow(WORDS.length, random.nextDouble());
      text.append(i == 0 ? "" : i % 12 == 0 ? ". " : " ").append(WORDS[(int) share - 1]);
    }
    return text.append('.').toString();
  }

  private UUID id() {
    return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
  }

  /** A post of /v1/captures. */
  record Post(byte[] body, List<String> ids, int messages) {}

  Post post(int captures) {
    var batch = Json.MAPPER.createObjectNode();
    var list = batch.putArray("captures");
    var ids = new ArrayList<String>();
    for (int i = 0; i < captures; i++) {
      var capture = random.nextInt(4) == 0 ? snapshot() : stream();
      ids.add(capture.get("id").textValue());
      list.add(capture);
    }
    return new Post(batch.toString().getBytes(StandardCharsets.UTF_8), ids, 2 * captures);
  }

  /** One exchange as Claude streams it. */
  private ObjectNode stream() {
    var chat = id().toString();
    var question = id().toString();
    var answer = id().toString();
    var body = new StringBuilder();
    event(body, "message_start", start(question, answer));
    event(
        body,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    int deltas = 2 + random.nextInt(10);
    for (int i = 0; i < deltas; i++) {
      var delta = "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s \"}";
      event(body, "content_block_delta", delta.formatted(text(10 + random.nextInt(15))));
    }
    event(body, "content_block_stop", "\"index\":0");
    event(body, "message_stop", "\"done\":true");

    var capture = envelope(chat, "stream", "/completion");
    var request = capture.putObject("request");
    request.put("prompt", text(8 + random.nextInt(30))).put("model", "claude-sonnet-4-5");
    request
        .putObject("turn_message_uuids")
        .put("human_message_uuid", question)
        .put("assistant_message_uuid", answer);
    return capture.put("body", body.toString()).put("body_type", "text/event-stream");
  }

  private static String start(String question, String answer) {
    return "\"message\":{\"role\":\"assistant\",\"parent_uuid\":\"%s\",\"uuid\":\"%s\",\"content\":[]}"
        .formatted(question, answer);
  }

  private static void event(StringBuilder body, String type, String members) {
    body.append("event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members));
  }

  /** One conversation as Claude's page loads it. */
  private ObjectNode snapshot() {
    var chat = id().toString();
    var answer = id().toString();
    var question = id().toString();
    var body = Json.MAPPER.createObjectNode();
    body.put("uuid", chat).put("name", text(4)).put("current_leaf_message_uuid", answer);
    var messages = body.putArray("chat_messages");
    message(messages.addObject(), question, null, "human", text(8 + random.nextInt(30)));
    message(messages.addObject(), answer, question, "assistant", text(60 + random.nextInt(250)));
    return envelope(chat, "snapshot", "?tree=True")
        .put("body", body.toString())
        .put("body_type", "application/json")
        .putNull("request");
  }

  private static void message(
      ObjectNode message, String id, @Nullable String parent, String sender, String text) {
    message.put("uuid", id).put("parent_message_uuid", parent).put("sender", sender);
    message.put("text", "").put("created_at", Instant.now().toString());
    message.putArray("content").addObject().put("type", "text").put("text", text);
  }

  private ObjectNode envelope(String chat, String kind, String tail) {
    var capture = Json.MAPPER.createObjectNode();
    capture.put("schema", "everthread.capture.v1").put("id", id().toString());
    capture.put("site", "claude").put("kind", kind);
    capture.put("url", "https://claude.ai/api/organizations/o/chat_conversations/" + chat + tail);
    capture.put("page_url", "https://claude.ai/chat/" + chat);
    capture.put("conversation_source_id", chat).put("captured_at", Instant.now().toString());
    capture.put("complete", true);
    capture.putObject("client").put("extension", "0.1.0").put("adapter", "claude/1");
    return capture;
  }

  /** A post of /v1/conversations. */
  byte[] conversation(int messages) {
    var told = Json.MAPPER.createObjectNode();
    told.put("site", "other").put("source_id", id().toString()).put("title", text(4));
    var list = told.putArray("messages");
    for (int i = 0; i < messages; i++) {
      list.addObject()
          .put("source_id", "m" + i)
          .put("role", i % 2 == 0 ? "user" : "assistant")
          .put("text", text(i % 2 == 0 ? 20 : 120));
    }
    return told.toString().getBytes(StandardCharsets.UTF_8);
  }
}
