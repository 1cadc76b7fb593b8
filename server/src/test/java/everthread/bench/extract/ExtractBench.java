package everthread.bench.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import everthread.bench.extract.FactScore.Told;
import everthread.conversation.Role;
import everthread.extract.Extractors;
import everthread.extract.Fact;
import everthread.extract.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares the extractors with the plain ways on dialogues between people: {@code ExtractBench
 * DIALOGUES.jsonl OUT.jsonl}. A dialogue is a line {@code {"id", "turns": [{"speaker", "text"}],
 * "gold": [{"turn", "speaker", "fact"}]}}. Prints a table where there is gold, and writes all facts
 * with their confidences for another scorer.
 */
final class ExtractBench {
  private static final JsonMapper JSON = new JsonMapper();

  private ExtractBench() {}

  public static void main(String[] args) throws IOException {
    var extractors = Extractors.rules();
    Map<String, FactScore> scores = new LinkedHashMap<>();
    var out = new ArrayList<String>();
    for (var line : Files.readAllLines(Path.of(args[0]))) {
      var dialogue = JSON.readTree(line);
      var facts = extractors.extract(turns(dialogue));
      out.add(predictions(dialogue, facts));
      var sure = facts.stream().filter(fact -> fact.confidence() >= Fact.SURE).toList();
      score(scores, "first person", dialogue, plain(dialogue, Baselines::firstPerson));
      score(scores, "clauses", dialogue, plain(dialogue, Baselines::clauses));
      score(scores, "kept unasked (0.8 and up)", dialogue, told(sure));
      score(scores, "with the doubtful", dialogue, told(facts));
    }
    Files.write(Path.of(args[1]), out);
    System.out.println(FactScore.head());
    scores.forEach((name, score) -> System.out.println(score.row(name)));
  }

  private static List<Turn> turns(JsonNode dialogue) {
    var turns = new ArrayList<Turn>();
    for (var turn : dialogue.path("turns")) {
      var id = String.valueOf(turns.size());
      turns.add(new Turn(id, Role.USER, turn.path("speaker").asText(), turn.path("text").asText()));
    }
    return turns;
  }

  private static String predictions(JsonNode dialogue, List<Fact> found) throws IOException {
    var answer = JSON.createObjectNode().put("id", dialogue.path("id").asText());
    var facts = answer.putArray("facts");
    for (var fact : found) {
      facts
          .addObject()
          .put("text", fact.text())
          .put("turn", Integer.parseInt(fact.sourceId()))
          .put("speaker", fact.author())
          .put("extractor", fact.extractor())
          .put("confidence", fact.confidence());
    }
    return JSON.writeValueAsString(answer);
  }

  private static void score(
      Map<String, FactScore> scores, String name, JsonNode dialogue, List<Told> said) {
    var gold = new ArrayList<Told>();
    for (var fact : dialogue.path("gold")) {
      gold.add(
          new Told(
              fact.path("turn").asInt(),
              fact.path("speaker").asText(),
              fact.path("fact").asText()));
    }
    scores.computeIfAbsent(name, unused -> new FactScore()).add(gold, said, speakers(dialogue));
  }

  /** Their names' words say nothing about them. */
  private static Set<String> speakers(JsonNode dialogue) {
    var names = new HashSet<String>();
    for (var turn : dialogue.path("turns")) {
      for (var word :
          turn.path("speaker").asText().toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
        if (!word.isEmpty()) names.add(word);
      }
    }
    return names;
  }

  private static List<Told> told(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                new Told(
                    Integer.parseInt(fact.sourceId()), String.valueOf(fact.author()), fact.text()))
        .toList();
  }

  private static List<Told> plain(JsonNode dialogue, Function<String, List<String>> way) {
    var told = new ArrayList<Told>();
    int i = 0;
    for (var turn : dialogue.path("turns")) {
      for (var fact : way.apply(turn.path("text").asText())) {
        told.add(new Told(i, turn.path("speaker").asText(), fact));
      }
      i++;
    }
    return told;
  }
}
