package everthread.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How to know one kind of secret. The fields are explained in shared-schema/redaction/README.md.
 *
 * @param group the part that is the secret, 0 for the whole match
 * @param keywords lower case, never empty
 * @param anywhere whether a match may begin elsewhere than at a keyword
 */
record Rule(
    String kind, Pattern pattern, int group, List<String> keywords, boolean anywhere, Check check) {
  private static final String SHARED = "/everthread/schema/redaction/rules.json";

  /** How patterns begin that match at the beginning of a token only. */
  private static final List<String> TOKEN_BEGINS = List.of("(?<![A-Za-z0-9", "(?<![\\w");

  Rule {
    keywords = List.copyOf(keywords);
    if (keywords.isEmpty()) throw new IllegalArgumentException(kind + " has no keywords");
  }

  /** A keyword for each digit that a {@code #} stands for. */
  private static List<String> withDigits(String keyword) {
    if (!keyword.contains("#")) return List.of(keyword);
    return IntStream.rangeClosed('0', '9')
        .mapToObj(digit -> keyword.replaceFirst("#", Character.toString(digit)))
        .flatMap(written -> withDigits(written).stream())
        .toList();
  }

  /** Whether no match begins behind an ASCII letter or digit. */
  boolean beginsToken() {
    return TOKEN_BEGINS.stream().anyMatch(pattern.pattern()::startsWith);
  }

  /** The rules that stand in shared-schema. */
  static List<Rule> shared() {
    try (var stream = Objects.requireNonNull(Rule.class.getResourceAsStream(SHARED), SHARED)) {
      var rules = new ArrayList<Rule>();
      for (var rule : new JsonMapper().readTree(stream).path("rules")) rules.add(of(rule));
      return List.copyOf(rules);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Rule of(JsonNode rule) {
    var keywords = new ArrayList<String>();
    for (var keyword : rule.path("keywords")) keywords.addAll(withDigits(keyword.asText()));
    int flags = rule.path("flags").asText().contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    var check = rule.path("check").asText("none");
    return new Rule(
        rule.path("kind").asText(),
        Pattern.compile(rule.path("pattern").asText(), flags),
        rule.path("group").asInt(0),
        keywords,
        rule.path("anywhere").asBoolean(false),
        Check.valueOf(check.toUpperCase(Locale.ROOT)));
  }
}
