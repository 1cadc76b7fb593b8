package everthread.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import everthread.conversation.Role;
import everthread.extract.clause.Stems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 312 messages to assistants about work and life. "facts" are worth keeping; "also" holds what is
 * right but need not be found.
 */
class TechnicalChatsTest {
  private static final Path FOLDER = Path.of("src/test/resources/extract");
  private static final double SAME = 0.75;

  @ParameterizedTest
  @CsvSource({
    "technical.jsonl, 0.75",
    "technical-second.jsonl, 0.75",
    // Written after all repairs, and nothing was repaired on it.
    "technical-third.jsonl, 0.6"
  })
  void nine_of_ten_facts_kept_unasked_are_right_and_most_are_found(String file, double recall)
      throws IOException {
    var wrong = new ArrayList<String>();
    int kept = 0;
    int labelled = 0;
    int found = 0;
    for (var line : Files.readAllLines(FOLDER.resolve(file))) {
      var chat = new JsonMapper().readTree(line);
      var facts = texts(chat.path("facts"));
      var right = new ArrayList<>(facts);
      right.addAll(texts(chat.path("also")));
      var sure = sure(chat);
      kept += sure.size();
      labelled += facts.size();
      sure.stream().filter(fact -> !isAmong(right, fact)).forEach(wrong::add);
      found += (int) facts.stream().filter(fact -> isAmong(sure, fact)).count();
    }
    assertThat(wrong).as("%d kept", kept).hasSizeLessThanOrEqualTo(kept / 10);
    assertThat(found).isGreaterThanOrEqualTo((int) (labelled * recall));
  }

  private static List<String> sure(JsonNode chat) {
    var turn = new Turn("turn", Role.USER, null, chat.path("text").asText());
    return Extractors.rules().extract(List.of(turn)).stream()
        .filter(fact -> fact.confidence() >= Fact.SURE)
        .map(Fact::text)
        .toList();
  }

  private static List<String> texts(JsonNode facts) {
    var texts = new ArrayList<String>();
    for (var fact : facts) texts.add(fact.asText());
    return texts;
  }

  private static boolean isAmong(List<String> facts, String fact) {
    return facts.stream().anyMatch(one -> stems(one).similarity(stems(fact)) >= SAME);
  }

  private static Stems stems(String fact) {
    return Stems.of(fact.replace('\'', '\u2019'));
  }
}
