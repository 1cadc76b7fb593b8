package everthread.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The examples of shared-schema/redaction, which the extension tests too, and what they leave. */
class RedactorTest {
  private static final Redactor REDACTOR = new Redactor();

  @Test
  void every_example_loses_its_secret_and_nothing_else() throws Exception {
    for (var example : examples().path("positive")) {
      var text = text(example);

      var redaction = REDACTOR.redact(text);

      assertThat(redaction.text()).isEqualTo(expected(example));
      assertThat(redaction.found())
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.kind()).isEqualTo(example.path("kind").asText());
                assertThat(redaction.text().substring(found.offset())).startsWith("[redacted:");
              });
    }
  }

  @Test
  void every_kind_has_an_example() throws Exception {
    var shown = new HashSet<String>();
    for (var example : examples().path("positive")) shown.add(example.path("kind").asText());

    var kinds = new TreeSet<>(Rule.shared().stream().map(Rule::kind).toList());

    assertThat(kinds).hasSizeGreaterThan(40).isSubsetOf(shown);
  }

  @Test
  void ordinary_lines_stay_as_they_are() throws Exception {
    for (var line : examples().path("negative")) {
      assertThat(REDACTOR.redact(line.asText()).text()).isEqualTo(line.asText());
    }
  }

  @Test
  void redacting_twice_gives_the_same_as_once() throws Exception {
    var all = new StringBuilder();
    for (var example : examples().path("positive")) {
      all.append(text(example)).append('\n');
    }

    var once = REDACTOR.redact(all.toString());

    assertThat(once.found()).hasSizeGreaterThan(100);
    assertThat(REDACTOR.redact(once.text())).isEqualTo(new Redaction(once.text(), List.of()));
  }

  @Test
  void identifiers_and_hashes_are_no_secrets() {
    var random = new Random(11);
    int alarms = 0;
    for (int i = 0; i < 20_000; i++) {
      var uuid = new UUID(random.nextLong(), random.nextLong());
      var hash = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      var line =
          switch (i % 5) {
            case 0 -> "request " + uuid + " took " + random.nextInt(5000) + " ms";
            case 1 -> "commit " + hash + " by me, order " + Math.abs(random.nextLong());
            case 2 -> "<img src=\"data:image/png;base64," + base64(random) + "\">";
            case 3 -> "etag: W/\"" + hash + "\", version " + random.nextInt(99) + ".4.1";
            default -> "order no. " + (1_000_000_000_000L + random.nextLong(8_999_999_999_999L));
          };
      if (!REDACTOR.redact(line).found().isEmpty()) alarms++;
    }

    assertThat(alarms).isLessThan(20);
  }

  private static String base64(Random random) {
    var bytes = new byte[400];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void of_two_secrets_in_one_place_the_more_exact_kind_is_named() {
    var text = "Authorization: Bearer gh" + "p_" + "a1B2".repeat(9);

    var redaction = REDACTOR.redact(text);

    assertThat(redaction.text()).isEqualTo("Authorization: Bearer [redacted:github-token]");
  }

  private static JsonNode examples() throws Exception {
    var file = Path.of("..", "shared-schema", "redaction", "examples.json");
    return new JsonMapper().readTree(Files.readString(file));
  }

  private static String text(JsonNode example) {
    var text = new StringBuilder(example.path("before").asText());
    for (var part : example.path("secret")) text.append(part.asText());
    return text.append(example.path("after").asText()).toString();
  }

  private static String expected(JsonNode example) {
    var marker = "[redacted:" + example.path("kind").asText() + "]";
    return example.path("before").asText() + marker + example.path("after").asText();
  }
}
