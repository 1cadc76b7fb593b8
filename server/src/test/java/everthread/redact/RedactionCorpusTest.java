package everthread.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Made-up secrets in realistic surroundings, and ordinary lines: a sample of ./bench redaction. */
class RedactionCorpusTest {
  private static final Redactor REDACTOR = new Redactor();
  private static final RedactionCorpus CORPUS = new RedactionCorpus(7);
  private static final Path SHARED = Path.of("..", "shared-schema", "redaction", "sample.jsonl");

  @Test
  void of_a_hundred_secrets_at_least_ninety_nine_are_found() {
    var samples = CORPUS.secrets(20);

    var missed =
        samples.stream()
            .filter(sample -> RedactionCorpus.isLeft(sample, REDACTOR.redact(sample.text()).text()))
            .map(RedactionCorpus.Sample::text)
            .toList();

    assertThat(SecretMaker.TOKENS.size() + SecretMaker.IN_CONTEXT.size()).isGreaterThan(50);
    assertThat(missed).as("of " + samples.size()).hasSizeLessThanOrEqualTo(samples.size() / 100);
  }

  @Test
  void of_a_thousand_ordinary_lines_less_than_one_raises_an_alarm() {
    var alarms =
        CORPUS
            .ordinary(10_000)
            .map(sample -> REDACTOR.redact(sample.text()))
            .filter(redaction -> !redaction.found().isEmpty())
            .map(Redaction::text)
            .toList();

    assertThat(alarms).hasSizeLessThan(10);
  }

  @Test
  void every_kind_that_there_is_a_rule_for_is_tried() {
    var made = new ArrayList<>(SecretMaker.TOKENS.keySet());
    made.addAll(SecretMaker.IN_CONTEXT.keySet());
    var kinds = Rule.shared().stream().map(Rule::kind).collect(Collectors.toSet());

    // Recovery phrases are words alone; RedactorTest has examples of them.
    kinds.remove("recovery-phrase");

    assertThat(made).containsExactlyInAnyOrderElementsOf(kinds);
  }

  /** The extension tests the same file, so both must give the same text for the same text. */
  @Test
  void the_shared_sample_holds_what_the_server_makes_of_it() throws IOException {
    var expected = new ArrayList<String>();
    for (var sample : CORPUS.secrets(3)) expected.add(line(sample.text()));
    CORPUS.ordinary(300).forEach(sample -> expected.add(line(sample.text())));

    if (Boolean.getBoolean("everthread.write-sample")) Files.write(SHARED, expected);

    assertThat(Files.readAllLines(SHARED)).isEqualTo(expected);
  }

  /** In short parts, so that no secret scanner trips over the file. */
  private static String line(String text) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < text.length(); i += 9) {
      parts.add(text.substring(i, Math.min(text.length(), i + 9)));
    }
    var json = new JsonMapper().createObjectNode();
    json.set("text", new JsonMapper().valueToTree(List.copyOf(parts)));
    return json.put("redacted", REDACTOR.redact(text).text()).toString();
  }
}
