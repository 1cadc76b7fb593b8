package everthread.store.pg;

import everthread.capture.Capture;
import everthread.capture.CaptureStore.Outcome;
import everthread.conversation.Site;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row of table capture. Body and request are bytes, since a site's text may hold what a text
 * column refuses (U+0000).
 */
final class CaptureRow {
  private CaptureRow() {}

  static Capture of(Row row) {
    var request = row.getBuffer("request");
    return new Capture(
        row.getUUID("id"),
        Site.valueOf(row.getString("site")),
        Capture.Kind.valueOf(row.getString("kind")),
        row.getString("url"),
        row.getString("page_url"),
        row.getString("conversation_source_id"),
        Columns.time(row, "captured_at"),
        request == null ? java.util.Map.of() : new JsonObject(request).getMap(),
        row.getBuffer("body").toString(StandardCharsets.UTF_8),
        row.getString("body_type"),
        row.getBoolean("complete"),
        new Capture.Client(row.getString("extension_version"), row.getString("adapter_version")));
  }

  static byte[] body(Capture capture) {
    return capture.body().getBytes(StandardCharsets.UTF_8);
  }

  static byte @Nullable [] request(Capture capture) {
    if (capture.request().isEmpty()) return null;
    return new JsonObject(new java.util.LinkedHashMap<>(capture.request()))
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  static Outcome outcome(Row row) {
    return switch (row.getString("state")) {
      case "read" -> new Outcome.Read(row.getUUID("conversation_id"));
      case "drift" -> new Outcome.Drift(row.getString("drift"));
      default -> new Outcome.Nothing();
    };
  }
}
