package everthread.capture.read.claude;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.EventStream;
import everthread.capture.read.Json;
import everthread.capture.read.MadeUpId;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Role;
import org.jspecify.annotations.Nullable;

/**
 * One reply of Claude as it was streamed. The question stands in the request alone; its id in the
 * request's {@code turn_message_uuids}, otherwise in the reply's {@code parent_uuid}.
 */
final class StreamReading {
  private final Capture capture;
  private final JsonNode request;
  private final StreamedBlocks blocks = new StreamedBlocks();
  private final StringBuilder legacy = new StringBuilder();
  private @Nullable String reply;
  private @Nullable String parent;
  private @Nullable String model;
  private boolean ended;
  private int understood;

  private StreamReading(Capture capture) {
    this.capture = capture;
    this.request = Json.of(capture.request());
  }

  static Reading read(Capture capture) {
    var reading = new StreamReading(capture);
    for (var event : EventStream.events(capture.body())) {
      var data = event.json();
      var type = Json.text(data, "type");
      reading.take(type == null ? event.name() : type, data);
    }
    return reading.reading();
  }

  private void take(String type, JsonNode data) {
    understood++;
    int index = data.path("index").asInt(0);
    switch (type) {
      case "message_start", "message_snapshot" -> start(data.path("message"));
      case "content_block_start" -> blocks.start(index, data.path("content_block"));
      case "content_block_delta" -> blocks.delta(index, data.path("delta"));
      case "message_stop" -> ended = true;
      case "completion" -> completion(data);
      case "content_block_stop",
          "message_delta",
          "message_limit",
          "conversation_ready",
          "ping" -> {}
      default -> understood--;
    }
  }

  private void start(JsonNode message) {
    reply = Json.text(message, "uuid");
    parent = Json.text(message, "parent_uuid");
    model = Json.text(message, "model");
    int index = 0;
    for (var block : message.path("content")) blocks.start(index++, block);
  }

  private void completion(JsonNode data) {
    legacy.append(Json.raw(data, "completion"));
    if (model == null) model = Json.text(data, "model");
    if (Json.text(data, "stop_reason") != null) ended = true;
  }

  private Reading reading() {
    if (understood == 0 && !capture.body().isBlank()) return new Reading.Drift("message_start");
    var forest = new MessageForest();
    if (model == null) model = Json.text(request, "model");
    var before = Json.text(request, "parent_message_uuid");
    if (Told.ROOT.equals(before)) before = null;
    var asked = plantQuestion(before, forest);
    var leaf = plantReply(asked == null ? (parent == null ? before : parent) : asked, forest);
    if (forest.isEmpty()) return new Reading.Nothing();
    return new Told(capture, null, null, model, null)
        .reading(null, forest, leaf == null ? asked : leaf);
  }

  /** The question's id; null when nothing was asked, as when an answer is made anew. */
  private @Nullable String plantQuestion(@Nullable String before, MessageForest forest) {
    var prompt = Json.raw(request, "prompt");
    var files = Told.attachments(request);
    if (prompt.isBlank() && files.isEmpty()) return null;
    if (Json.raw(request, "trigger").equals("regenerate")) return null;
    var id = Json.text(request, "turn_message_uuids", "human_message_uuid");
    if (id == null) id = Json.text(request, "turn_message_uuids", "user_message_uuid");
    if (id == null && parent != null && !parent.equals(before)) id = parent;
    if (id == null) id = new MadeUpId().next(Role.USER, prompt);
    var question = MessageDraft.of(id, Role.USER).text(prompt).attachments(files).build();
    forest.keep(id, before, question);
    return id;
  }

  private @Nullable String plantReply(@Nullable String question, MessageForest forest) {
    var id = Json.text(request, "turn_message_uuids", "assistant_message_uuid");
    if (reply != null) id = reply;
    var content = blocks.content();
    var text = legacy.isEmpty() ? Blocks.markdown(content) : legacy.toString();
    if (id == null) id = new MadeUpId().next(Role.ASSISTANT, text);
    forest.keep(
        id,
        question,
        MessageDraft.of(id, Role.ASSISTANT)
            .text(text)
            .reasoning(Blocks.thinking(content))
            .model(model)
            .complete(ended)
            .build());
    return id;
  }
}
