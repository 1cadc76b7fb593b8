package everthread.capture.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the flags by which a site says that a chat is not to be kept, outside of what was spoken: a
 * flag that someone quotes says nothing. A body without the flags' names costs one pass over its
 * characters; otherwise it is read token by token up to the flag, never as a tree. Pure.
 */
final class ForbiddenFlags {
  static final String TEMPORARY = "temporary_chat";
  static final String DO_NOT_REMEMBER = "do_not_remember";

  private static final Map<String, String> FLAGS =
      Map.of(
          "is_temporary", TEMPORARY,
          "is_temporary_chat", TEMPORARY,
          "temporary", TEMPORARY,
          "temporary_chat", TEMPORARY,
          "is_incognito", TEMPORARY,
          "incognito", TEMPORARY,
          "history_and_training_disabled", TEMPORARY,
          "is_do_not_remember", DO_NOT_REMEMBER,
          "do_not_remember", DO_NOT_REMEMBER);

  private static final Set<String> SPOKEN =
      Set.of(
          "content",
          "parts",
          "text",
          "input",
          "prompt",
          "messages",
          "chat_messages",
          "mapping",
          "attachments",
          "files",
          "tools",
          "tool_states",
          "display_content",
          "items");

  private static final List<String> NAMES =
      List.of("temporary", "incognito", "history_and_training_disabled", "do_not_remember", "\\u");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "[?&#](?:temporary-chat|temporary_chat|temporary|temp-chat|temp|incognito|is_temporary)"
              + "(?:=([^&#]*))?(?=[&#]|$)",
          Pattern.CASE_INSENSITIVE);

  private ForbiddenFlags() {}

  /** The code for an address that carries the flag of a temporary chat. */
  static Optional<String> inAddress(String address) {
    var found = PARAMETER.matcher(address);
    while (found.find()) {
      var value = found.group(1) == null ? "" : found.group(1).toLowerCase(Locale.ROOT);
      if (!value.equals("false") && !value.equals("0")) return Optional.of(TEMPORARY);
    }
    return Optional.empty();
  }

  static Optional<String> inRequest(Map<?, ?> request) {
    return inValue(request, 0);
  }

  private static Optional<String> inValue(@Nullable Object value, int depth) {
    if (!(value instanceof Map<?, ?> object) || depth > 4) return Optional.empty();
    for (var member : object.entrySet()) {
      var name = String.valueOf(member.getKey());
      var code = FLAGS.get(name);
      if (code != null && Json.isSet(Json.of(member.getValue() == null ? "" : member.getValue()))) {
        return Optional.of(code);
      }
      if (SPOKEN.contains(name)) continue;
      var inner = inValue(member.getValue(), depth + 1);
      if (inner.isPresent()) return inner;
    }
    return Optional.empty();
  }

  static Optional<String> inBody(String body) {
    if (NAMES.stream().noneMatch(body::contains)) return Optional.empty();
    var start = Json.withoutMark(body).stripLeading();
    if (start.startsWith("{")) return inJson(start);
    return EventStream.events(body).stream()
        .map(EventStream.Event::data)
        .filter(data -> NAMES.stream().anyMatch(data::contains))
        .flatMap(data -> inJson(data).stream())
        .findFirst();
  }

  private static Optional<String> inJson(String json) {
    try (var parser = Json.FACTORY.createParser(json)) {
      return scan(parser);
    } catch (IOException noJson) {
      // What cannot be parsed is no conversation either: reading it will say so.
      return Optional.empty();
    }
  }

  private static Optional<String> scan(JsonParser parser) throws IOException {
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token != JsonToken.FIELD_NAME) continue;
      var name = parser.currentName();
      var value = parser.nextToken();
      if (FLAGS.containsKey(name) && isSet(parser, value)) {
        return Optional.of(FLAGS.get(name));
      }
      if (SPOKEN.contains(name)) parser.skipChildren();
    }
    return Optional.empty();
  }

  private static boolean isSet(JsonParser parser, @Nullable JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT) return parser.getText().equals("1");
    if (value == JsonToken.VALUE_STRING) return parser.getText().equalsIgnoreCase("true");
    return value == JsonToken.VALUE_TRUE;
  }
}
