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
import org.junit.jupiter.api.Test;

/** 150 messages to assistants about work and life, each with the facts worth keeping. */
class TechnicalChatsTest {
  private static final Path FILE = Path.of("src/test/resources/extract/technical.jsonl");
  private static final double SAME = 0.75;

  @Test
  void nine_of_ten_facts_kept_unasked_are_right_and_most_are_found() throws IOException {
    var wrong = new ArrayList<String>();
    int kept = 0;
    int labelled = 0;
    for (var line : Files.readAllLines(FILE)) {
      var chat = new JsonMapper().readTree(line);
      var labels = labels(chat);
      labelled += labels.size();
      for (var fact : sure(chat)) {
        kept++;
        if (labels.stream().noneMatch(label -> isSame(label, fact.text()))) wrong.add(fact.text());
      }
    }

    assertThat(wrong).as("%d kept of %d", kept, labelled).hasSizeLessThanOrEqualTo(kept / 10);
    assertThat(kept - wrong.size()).isGreaterThanOrEqualTo(labelled * 3 / 4);
  }

  private static List<Fact> sure(JsonNode chat) {
    var turn = new Turn("turn", Role.USER, null, chat.path("text").asText());
    return Extractors.rules().extract(List.of(turn)).stream()
        .filter(fact -> fact.confidence() >= Fact.SURE)
        .toList();
  }

  private static List<String> labels(JsonNode chat) {
    var labels = new ArrayList<String>();
    for (var fact : chat.path("facts")) labels.add(fact.asText());
    return labels;
  }

  private static boolean isSame(String label, String fact) {
    return Stems.of(label.replace('\'', '\u2019')).similarity(Stems.of(fact)) >= SAME;
  }
}
