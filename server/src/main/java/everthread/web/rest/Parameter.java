package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A declared query parameter, and the check of its value. Pure. */
record Parameter(
    String name,
    Kind kind,
    @Nullable String fallback,
    int minimum,
    int maximum,
    List<String> values) {
  Parameter {
    values = List.copyOf(values);
  }

  /** RFC 3339 knows four digits. */
  private static final int LAST_YEAR = 9998;

  enum Kind {
    TEXT,
    INTEGER,
    TIME
  }

  static Parameter of(JsonNode declared, JsonNode schema) {
    var values = new ArrayList<String>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    var fallback = schema.get("default");
    return new Parameter(
        declared.get("name").asText(),
        kind(schema),
        fallback == null ? null : fallback.asText(),
        schema.path("minimum").asInt(0),
        schema.path("maximum").asInt(Integer.MAX_VALUE),
        values);
  }

  private static Kind kind(JsonNode schema) {
    if (schema.path("type").asText().equals("integer")) return Kind.INTEGER;
    return schema.path("format").asText().equals("date-time") ? Kind.TIME : Kind.TEXT;
  }

  /**
   * The value to be used: what was sent, else the default; empty when there is neither.
   *
   * @throws ProblemException invalid_parameter
   */
  Optional<String> check(@Nullable String sent) {
    if (sent == null || (sent.isEmpty() && kind != Kind.TEXT)) return Optional.ofNullable(fallback);
    if (sent.isEmpty() && !values.isEmpty()) return Optional.ofNullable(fallback);
    var fault =
        switch (kind) {
          case INTEGER -> integerFault(sent);
          case TIME -> timeFault(sent);
          case TEXT ->
              values.isEmpty() || values.contains(sent)
                  ? null
                  : "is one of " + String.join(", ", values);
        };
    // No column holds U+0000, and so nothing with it can be looked for.
    if (fault == null) return Optional.of(sent.replace('\0', '\uFFFD'));
    throw new ProblemException(
        new Problem.Malformed("invalid_parameter", "The parameter '" + name + "' " + fault + "."));
  }

  private @Nullable String integerFault(String sent) {
    try {
      int value = Integer.parseInt(sent);
      if (value >= minimum && value <= maximum) return null;
    } catch (NumberFormatException unreadable) {
      return "is a whole number from " + minimum + " to " + maximum;
    }
    return "is a whole number from " + minimum + " to " + maximum;
  }

  private static @Nullable String timeFault(String sent) {
    try {
      int year = OffsetDateTime.parse(sent.replace(' ', '+')).getYear();
      return year >= 1 && year <= LAST_YEAR ? null : "is a time of the years 1 to " + LAST_YEAR;
    } catch (DateTimeException unreadable) {
      return "is a time such as 2026-03-03T21:14:00Z";
    }
  }
}
