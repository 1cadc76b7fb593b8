package everthread.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import everthread.conversation.Role;
import everthread.extract.Extractors;
import everthread.extract.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Writes what the extractors make of dialogues, for a scorer: {@code ExtractBench DIALOGUES.jsonl
 * OUT.jsonl [LEAST_CONFIDENCE]}. Each dialogue is a line {@code {"id", "turns": [{"speaker",
 * "text"}]}}; both speakers are people.
 */
final class ExtractBench {
  private static final JsonMapper JSON = new JsonMapper();

  private ExtractBench() {}

  public static void main(String[] args) throws IOException {
    double least = args.length > 2 ? Double.parseDouble(args[2]) : 0;
    var extractors = Extractors.rules();
    var out = new ArrayList<String>();
    for (var line : Files.readAllLines(Path.of(args[0]))) {
      out.add(predictions(extractors, JSON.readTree(line), least));
    }
    Files.write(Path.of(args[1]), out);
  }

  private static String predictions(Extractors extractors, JsonNode dialogue, double least)
      throws IOException {
    var turns = new ArrayList<Turn>();
    for (var turn : dialogue.path("turns")) {
      var id = String.valueOf(turns.size());
      turns.add(new Turn(id, Role.USER, turn.path("speaker").asText(), turn.path("text").asText()));
    }
    var answer = JSON.createObjectNode().put("id", dialogue.path("id").asText());
    var facts = answer.putArray("facts");
    for (var fact : extractors.extract(turns)) {
      if (fact.confidence() < least) continue;
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
}
