package everthread.redact;

import com.fasterxml.jackson.databind.json.JsonMapper;
import everthread.redact.RedactionCorpus.Sample;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many secrets are found, kind by kind, and how many ordinary lines are taken for one. Writes
 * the corpus with what it made of it, for the extension to be compared with.
 */
public final class RedactionBench {
  private static final JsonMapper JSON = new JsonMapper();

  private RedactionBench() {}

  /** What became of a kind. */
  private record Tally(int count, int found, List<String> missed) {}

  /**
   * @param arguments how many of each kind, how many ordinary lines, where to write the corpus, and
   *     a seed
   */
  public static void main(String[] arguments) throws IOException {
    int ofEach = Integer.parseInt(arguments[0]);
    int lines = Integer.parseInt(arguments[1]);
    var corpus = new RedactionCorpus(arguments.length > 3 ? Long.parseLong(arguments[3]) : 1);
    var redactor = new Redactor();
    var byKind = new LinkedHashMap<String, List<Sample>>();
    corpus
        .secrets(ofEach)
        .forEach(
            sample -> byKind.computeIfAbsent(sample.kind(), kind -> new ArrayList<>()).add(sample));
    try (var out = Files.newBufferedWriter(Path.of(arguments[2]))) {
      var tallies = new LinkedHashMap<String, Tally>();
      for (var entry : byKind.entrySet()) {
        tallies.put(entry.getKey(), tally(entry.getValue(), redactor, out));
      }
      print(tallies);
      printAlarms(corpus, lines, redactor, out);
    }
  }

  private static Tally tally(List<Sample> samples, Redactor redactor, Writer out)
      throws IOException {
    var missed = new ArrayList<String>();
    for (var sample : samples) {
      var redacted = redactor.redact(sample.text()).text();
      write(out, sample, redacted);
      if (RedactionCorpus.isLeft(sample, redacted)) missed.add(sample.text());
    }
    return new Tally(samples.size(), samples.size() - missed.size(), missed);
  }

  private static void write(Writer out, Sample sample, String redacted) throws IOException {
    var line = JSON.createObjectNode().put("kind", sample.kind()).put("text", sample.text());
    out.write(line.put("secret", sample.secret()).put("redacted", redacted) + "\n");
  }

  private static void print(Map<String, Tally> tallies) {
    System.out.printf("%-26s %7s %7s %8s%n", "kind", "secrets", "found", "recall %");
    int count = 0;
    int found = 0;
    for (var entry : tallies.entrySet()) {
      var tally = entry.getValue();
      count += tally.count();
      found += tally.found();
      line(entry.getKey(), tally.count(), tally.found());
      tally.missed().stream().limit(2).forEach(text -> System.out.println("    missed: " + text));
    }
    line("all " + tallies.size() + " kinds", count, found);
  }

  private static void line(String what, int count, int found) {
    System.out.printf("%-26s %7d %7d %8.2f%n", what, count, found, 100.0 * found / count);
  }

  private static void printAlarms(RedactionCorpus corpus, int lines, Redactor redactor, Writer out)
      throws IOException {
    int alarms = 0;
    for (var sample : (Iterable<Sample>) corpus.ordinary(lines)::iterator) {
      var redacted = redactor.redact(sample.text());
      write(out, sample, redacted.text());
      if (redacted.found().isEmpty()) continue;
      if (++alarms <= 10) System.out.println("    false alarm: " + redacted.text());
    }
    System.out.printf(
        "%-26s %7d %7d %8.3f%n", "ordinary lines, alarms", lines, alarms, 100.0 * alarms / lines);
  }
}
