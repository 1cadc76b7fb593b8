package everthread.web.mcp;

import java.util.List;
import java.util.Locale;

/** How a client takes its answer, read from Accept. Generous: no header, or a wildcard, is both. */
enum Accepted {
  JSON,
  /** Only as server-sent events. */
  EVENTS,
  /** As one JSON object, or as events where something is to be said before the answer. */
  EITHER,
  NEITHER;

  static Accepted of(List<String> headers) {
    var ranges = String.join(",", headers).toLowerCase(Locale.ROOT).split(",", -1);
    boolean any = false;
    boolean json = false;
    boolean events = false;
    for (var range : ranges) {
      var parts = range.strip().split(";", -1);
      var type = parts[0].strip();
      if (type.isEmpty()) continue;
      any = true;
      if (isRefused(parts)) continue;
      json |= isOneOf(type, "application/json", "application/*", "*/*");
      events |= isOneOf(type, "text/event-stream", "text/*");
    }
    if (json) return events ? EITHER : JSON;
    if (events) return EVENTS;
    return any ? NEITHER : JSON;
  }

  private static boolean isOneOf(String type, String... types) {
    return List.of(types).contains(type);
  }

  /** q=0 means "not this" (RFC 9110, section 12.4.2). */
  private static boolean isRefused(String[] parts) {
    for (var part : parts) {
      if (part.strip().matches("q=0(\\.0*)?")) return true;
    }
    return false;
  }
}
