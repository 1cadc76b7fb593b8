package everthread.capture.read.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.Json;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reply of Gemini as it was streamed: each chunk repeats the whole text so far. The first draft
 * is the one shown; the others stand beside it.
 */
final class StreamReading {
  private final Capture capture;
  private final Map<String, JsonNode> drafts = new LinkedHashMap<>();
  private @Nullable String conversation;
  private @Nullable String turn;
  private @Nullable String title;

  private StreamReading(Capture capture) {
    this.capture = capture;
  }

  static Reading read(Capture capture) {
    var entries = Wire.entries(capture.body());
    if (entries.isEmpty() && !capture.body().isBlank()) return new Reading.Drift("wrb.fr");
    var reading = new StreamReading(capture);
    for (var entry : entries) reading.take(entry.data());
    return reading.reading();
  }

  private void take(JsonNode data) {
    conversation = last(conversation, Wire.id("c_", Json.at(data, 1, 0)));
    turn = last(turn, Wire.id("r_", Json.at(data, 1, 1)));
    title = last(title, Json.text(data, 2, "11", 0));
    for (var draft : data.path(4)) {
      var id = Wire.id("rc_", draft.path(0));
      if (id == null) continue;
      boolean saysLess = drafts.containsKey(id) && Draft.text(draft).isEmpty();
      if (!saysLess) drafts.put(id, draft);
    }
  }

  private static @Nullable String last(@Nullable String known, @Nullable String told) {
    return told == null ? known : told;
  }

  private Reading reading() {
    var forest = new MessageForest();
    var asked = Wire.asked(capture);
    var before = Wire.id("rc_", Json.at(asked, 2, 2));
    if (before == null) before = Wire.id("r_", Json.at(asked, 2, 1));
    var question = plantQuestion(asked, before, forest);
    for (var draft : drafts.entrySet()) {
      var answer = Draft.message(draft.getKey(), draft.getValue(), capture.complete(), null);
      forest.keep(draft.getKey(), question == null ? turn : question, answer.build());
    }
    if (forest.isEmpty()) return new Reading.Nothing();
    if (conversation == null) conversation = Wire.id("c_", Json.at(asked, 2, 0));
    var leaf = drafts.isEmpty() ? question : List.copyOf(drafts.keySet()).getFirst();
    return new Told(capture, title).reading(conversation, forest, leaf);
  }

  /** Until the site names the turn, what was asked has no id and waits for the next capture. */
  private @Nullable String plantQuestion(
      JsonNode asked, @Nullable String before, MessageForest forest) {
    var prompt = asked.path(0);
    if (turn == null || !prompt.isArray()) return null;
    var files = Draft.attachments(prompt);
    forest.keep(
        turn,
        before,
        MessageDraft.of(turn, Role.USER).text(Json.raw(prompt, 0)).attachments(files).build());
    return turn;
  }
}
