package everthread.capture.read.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.Json;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the page loaded it (procedure {@code hNvQHb}), a page of turns, newest first.
 */
final class LoadedReading {
  private static final String READ = "hNvQHb";

  private final MessageForest forest = new MessageForest();
  private @Nullable String conversation;
  private @Nullable String leaf;

  private LoadedReading() {}

  static Reading read(Capture capture) {
    var turns = new ArrayList<JsonNode>();
    boolean answered = false;
    for (var entry : Wire.entries(capture.body())) {
      if (!entry.rpc().equals(READ)) continue;
      answered = true;
      entry.data().path(0).forEach(turns::add);
    }
    if (!answered) return new Reading.Drift(READ);
    Collections.reverse(turns);
    var reading = new LoadedReading();
    for (var turn : turns) reading.plant(turn);
    if (reading.forest.isEmpty()) {
      return turns.isEmpty() ? new Reading.Nothing() : new Reading.Drift("turn");
    }
    var asked = Wire.askedToLoad(capture);
    var id = reading.conversation;
    if (id == null) id = Wire.id("c_", asked.path(0));
    // Only the first page shows how the conversation ends.
    boolean isOlderPage = Json.text(asked, 2) != null;
    return new Told(capture, null).reading(id, reading.forest, isOlderPage ? null : reading.leaf);
  }

  private void plant(JsonNode turn) {
    var id = Wire.id("r_", Json.at(turn, 0, 1));
    if (id == null) return;
    var named = Wire.id("c_", Json.at(turn, 0, 0));
    if (named != null) conversation = named;
    var before = Wire.id("rc_", Json.at(turn, 1, 2));
    var saidAt = saidAt(turn.path(4));
    var prompt = Json.at(turn, 2, 0);
    var question =
        MessageDraft.of(id, Role.USER)
            .text(Json.raw(prompt, 0))
            .createdAt(saidAt)
            .attachments(Draft.attachments(prompt));
    forest.keep(id, before == null ? leaf : before, question.build());
    leaf = plantDrafts(turn.path(3), id, saidAt);
  }

  /** The drafts beside each other; returns the one that was chosen, or the first. */
  private String plantDrafts(JsonNode answer, String question, @Nullable Instant saidAt) {
    var chosen = Wire.id("rc_", answer.path(3));
    String shown = null;
    for (var draft : answer.path(0)) {
      var id = Wire.id("rc_", draft.path(0));
      if (id == null) continue;
      forest.keep(id, question, Draft.message(id, draft, true, saidAt).build());
      if (shown == null || id.equals(chosen)) shown = id;
    }
    return shown == null ? question : shown;
  }

  /** Seconds and nanoseconds since 1970. */
  private static @Nullable Instant saidAt(JsonNode time) {
    var second = Json.time(time.path(0));
    return second == null ? null : second.plusNanos(time.path(1).asLong(0) / 1000 * 1000);
  }
}
