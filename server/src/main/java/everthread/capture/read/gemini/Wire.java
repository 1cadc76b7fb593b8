package everthread.capture.read.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.Capture;
import everthread.capture.read.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's framing: a guard, then chunks with their lengths between them, each a list of entries
 * such as {@code ["wrb.fr", rpc, "<JSON>", …]}. Lengths are not relied on, and a last chunk that
 * was cut off is passed over. Pure.
 */
final class Wire {
  private Wire() {}

  /**
   * The data of one entry.
   *
   * @param rpc empty in the stream of a reply
   */
  record Entry(String rpc, JsonNode data) {}

  static List<Entry> entries(String body) {
    var entries = new ArrayList<Entry>();
    for (var list : lists(body)) {
      for (var entry : Json.parse(list)) {
        if (!Json.raw(entry, 0).equals("wrb.fr")) continue;
        var inner = entry.path(2);
        var data = inner.isTextual() ? Json.parse(inner.textValue()) : inner;
        if (data.isArray()) entries.add(new Entry(Json.raw(entry, 1), data));
      }
    }
    return entries;
  }

  /** The texts of the outermost lists; brackets inside of strings do not count. */
  private static List<String> lists(String body) {
    var found = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    boolean inText = false;
    for (int i = 0; i < body.length(); i++) {
      char at = body.charAt(i);
      if (inText) {
        if (at == '\\') i++;
        else if (at == '"') inText = false;
      } else if (at == '"') {
        inText = depth > 0;
      } else if (at == '[') {
        if (depth++ == 0) start = i;
      } else if (at == ']' && depth > 0 && --depth == 0) {
        found.add(body.substring(start, i + 1));
      }
    }
    return found;
  }

  /** The list that was sent to ask: the prompt first, the conversation third. */
  static JsonNode asked(Capture capture) {
    var sent = Json.parse(Objects.toString(capture.request().get("f.req"), ""));
    return Json.parse(Json.raw(sent, 1));
  }

  /** The list that was sent to load a conversation: its id, how many, from where on. */
  static JsonNode askedToLoad(Capture capture) {
    var sent = Json.parse(Objects.toString(capture.request().get("f.req"), ""));
    for (var call : sent.path(0)) {
      if (Json.raw(call, 0).equals("hNvQHb")) return Json.parse(Json.raw(call, 1));
    }
    return Json.parse("");
  }

  /** An id of a kind, such as {@code rc_…}; null when it is none. */
  static @Nullable String id(String prefix, JsonNode node) {
    var id = node.isTextual() ? node.textValue() : "";
    return id.length() > prefix.length() && id.startsWith(prefix) ? id : null;
  }
}
