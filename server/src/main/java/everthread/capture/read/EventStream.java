package everthread.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2.6): any line end, data over several lines, no
 * blank line at the end. Lines that are no event fields are passed over. Pure and thread-safe.
 */
public final class EventStream {
  private EventStream() {}

  /**
   * One event.
   *
   * @param name empty when the event has none
   */
  public record Event(String name, String data) {
    /** The data as JSON; a missing node when it is something else, such as {@code [DONE]}. */
    public JsonNode json() {
      return Json.parse(data);
    }
  }

  public static List<Event> events(String body) {
    var events = new ArrayList<Event>();
    var open = new Open();
    for (var line : (Iterable<String>) Json.withoutMark(body).lines()::iterator) {
      if (line.isEmpty()) open.close(events);
      else open.take(line, events);
    }
    open.close(events);
    return events;
  }

  /** The event that is being read. */
  private static final class Open {
    private String name = "";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    void take(String line, List<Event> events) {
      int colon = line.indexOf(':');
      if (colon <= 0) return;
      var value = line.substring(colon + 1);
      if (value.startsWith(" ")) value = value.substring(1);
      switch (line.substring(0, colon)) {
        case "event" -> {
          // A missing blank line between two events is forgiven.
          if (hasData) close(events);
          name = value.strip();
        }
        case "data" -> data(value);
        default -> {
          // id, retry and comments say nothing about a conversation.
        }
      }
    }

    private void data(String value) {
      if (hasData) data.append('\n');
      data.append(value);
      hasData = true;
    }

    void close(List<Event> events) {
      if (hasData) events.add(new Event(name, data.toString()));
      name = "";
      data.setLength(0);
      hasData = false;
    }
  }
}
