package everthread.bench;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.supersession.Telling;
import everthread.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which pairs of messages of a prepared set would be marked, by meaning alone and without a server:
 * how many of the known updates are among them, and a sample to be read by hand.
 */
final class MarkBench {
  private record Said(String id, String text, Telling telling) {}

  private MarkBench() {}

  /** FOLDER with turns.jsonl and questions.jsonl, how many pairs to show, seed. */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    int shown = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    var spaces = new LinkedHashMap<String, List<Said>>();
    int messages = 0;
    for (var turn : lines(folder.resolve("turns.jsonl"))) {
      if (!turn.get("speaker").asText().equals("user")) continue;
      var text = turn.get("text").asText();
      spaces
          .computeIfAbsent(turn.get("group").asText(), group -> new ArrayList<>())
          .add(new Said(turn.get("id").asText(), text, Telling.in(text)));
      messages++;
    }
    var pairs = pairs(spaces);
    System.out.printf("%d messages of persons, %d pairs marked%n", messages, pairs.size());
    report(folder, pairs);
    var sample = new ArrayList<>(pairs.values());
    java.util.Collections.shuffle(
        sample, new Random(arguments.length > 2 ? Long.parseLong(arguments[2]) : 1));
    sample.stream().limit(shown).forEach(System.out::println);
  }

  private static Map<String, String> pairs(Map<String, List<Said>> spaces) {
    var pairs = new LinkedHashMap<String, String>();
    for (var said : spaces.values()) {
      for (int newer = 0; newer < said.size(); newer++) {
        for (int older = 0; older < newer; older++) {
          var then = said.get(older);
          var now = said.get(newer);
          if (!now.telling().retells(then.telling())) continue;
          pairs.put(then.id() + ">" + now.id(), "- " + cut(then) + "\n  " + cut(now));
        }
      }
    }
    return pairs;
  }

  private static String cut(Said said) {
    var flat = said.text().replaceAll("\\s+", " ");
    return said.id() + " " + flat.substring(0, Math.min(flat.length(), 300));
  }

  private static void report(Path folder, Map<String, String> pairs) throws IOException {
    int known = 0;
    int marked = 0;
    for (var question : lines(folder.resolve("questions.jsonl"))) {
      var roles = question.path("roles");
      if (!roles.has("updated_info") || !roles.has("original_info")) continue;
      known++;
      if (isMarked(roles, pairs)) marked++;
    }
    System.out.printf("of %d known updates %d marked%n", known, marked);
  }

  private static boolean isMarked(JsonNode roles, Map<String, String> pairs) {
    for (var older : roles.get("original_info")) {
      for (var newer : roles.get("updated_info")) {
        if (pairs.containsKey(older.asText() + ">" + newer.asText())) return true;
      }
    }
    return false;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(file))
      lines.add(Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return lines;
  }
}
