package everthread.capture.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that a site sent, liberal in shape: whatever is missing or of another type is a
 * missing node, never an error. Nesting is bounded. Pure and thread-safe.
 */
public final class Json {
  private static final int DEPTH = 500;
  private static final int LONGEST_STRING = 64 << 20;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}

  /** The value, or a missing node when the text is no JSON. */
  public static JsonNode parse(@Nullable String text) {
    if (text == null || text.isBlank()) return MissingNode.getInstance();
    try {
      var node = MAPPER.readTree(withoutMark(text));
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** A value made of maps, lists, texts and numbers, such as a capture's request. */
  public static JsonNode of(Object value) {
    try {
      return MAPPER.valueToTree(value);
    } catch (IllegalArgumentException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** Without the byte order mark that some servers put first. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Follows names and positions; a missing node where one is not there. */
  public static JsonNode at(JsonNode node, Object... path) {
    var at = node;
    for (var step : path) {
      at = step instanceof Integer position ? at.path(position) : at.path((String) step);
    }
    return at;
  }

  /** The text at a path; null when there is none or only blanks. */
  public static @Nullable String text(JsonNode node, Object... path) {
    var found = at(node, path);
    return found.isTextual() && !found.textValue().isBlank() ? found.textValue() : null;
  }

  /** The text at a path as it is, blanks included; empty when there is none. */
  public static String raw(JsonNode node, Object... path) {
    var found = at(node, path);
    return found.isTextual() ? found.textValue() : "";
  }

  /** True for true, 1 and "true": the sites mean the same by them. */
  public static boolean isSet(JsonNode flag) {
    if (flag.isBoolean()) return flag.booleanValue();
    if (flag.isNumber()) return flag.intValue() == 1;
    return flag.isTextual() && flag.textValue().equalsIgnoreCase("true");
  }

  /** Seconds or milliseconds since 1970, or an ISO time; to the microsecond. */
  public static @Nullable Instant time(JsonNode node) {
    try {
      var found =
          node.isNumber() ? ofNumber(node.doubleValue()) : ofText(node.asText("")).orElse(null);
      if (found == null || found.isBefore(Instant.EPOCH) || found.isAfter(LATEST)) return null;
      return found.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException noTime) {
      return null;
    }
  }

  private static @Nullable Instant ofNumber(double since) {
    if (!(since > 0) || since > 1e14) return null;
    double seconds = since > 1e11 ? since / 1000 : since;
    return Instant.EPOCH.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS);
  }

  private static Optional<Instant> ofText(String text) {
    if (text.length() < 10 || text.length() > 40) return Optional.empty();
    boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$");
    return Optional.of(
        zoned
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
  }
}
