package everthread.extract.clause;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The word lists of the rules, read from words.txt. */
public final class Words {
  private static final Map<String, Phrases> SECTIONS = read();

  public static final Phrases LEAD_INS = section("lead-ins");
  public static final Phrases HEDGES = section("hedges");
  public static final Phrases ADVERBS = section("adverbs");
  public static final Phrases FILLERS = section("fillers");
  public static final Phrases TAILS = section("tails");
  public static final Phrases DANGLING = section("dangling");
  public static final Phrases STATES = section("states");
  public static final Phrases WEAK_STATES = section("weak states");
  public static final Phrases REJECTED = section("rejected");
  public static final Phrases FAMILY = section("family");
  public static final Phrases PETS = section("pets");
  public static final Phrases OWNED = section("owned");
  public static final Phrases OF_THE_PERSON = section("nouns of the person");
  public static final Phrases SHARED_VERBS = section("shared verbs");
  public static final Phrases PRONOUNS = section("pronouns");
  public static final Phrases IRREGULAR_PAST = section("irregular past");
  public static final Phrases MODALS = section("modals");
  public static final Phrases TASK_HEADS = section("task heads");
  public static final Phrases NOT_A_JOB = section("unwell jobs");
  public static final Phrases INVENTED = section("invented");
  public static final Phrases ROLE_PLAY = section("role play");
  public static final Phrases PASTED_OPENERS = section("pasted openers");
  public static final Phrases WRITTEN_FOR_OTHERS = section("written for others");
  public static final Phrases REPORTED = section("reported");
  public static final Phrases TECHNOLOGIES = section("technologies");
  public static final Phrases AMBIGUOUS_TECHNOLOGIES = section("ambiguous technologies");
  public static final Phrases LANGUAGES = section("languages");
  public static final Phrases DIET = section("diet");
  public static final Phrases MEALS = section("meals");
  public static final Phrases TOLD_OF_ONESELF = section("told of oneself");
  public static final Phrases TOLD_IN_PASSING = section("told in passing");
  static final Phrases DROPPED_VERBS = section("verbs without a subject");
  static final Phrases DROPPED_PROGRESSIVES = section("progressives without a subject");
  public static final Phrases PLURAL_KIN = section("plural kin");
  public static final Phrases WOMEN = section("women");
  public static final Phrases MEN = section("men");
  static final Phrases RUN_ON_VERBS = section("run-on verbs");
  static final Phrases CONNECTED = section("connected");
  public static final Phrases FREQUENCY = section("frequency");

  private Words() {}

  private static Phrases section(String name) {
    return Objects.requireNonNull(SECTIONS.get(name), name);
  }

  private static Map<String, Phrases> read() {
    var sections = new LinkedHashMap<String, Set<String>>();
    Set<String> section = new HashSet<>();
    for (var line : text().lines().toList()) {
      if (line.startsWith("[")) {
        section = new HashSet<>();
        sections.put(line.substring(1, line.indexOf(']')), section);
      } else if (!line.startsWith("#")) {
        for (var entry : line.split(",", -1)) {
          if (!entry.isBlank()) section.add(entry.strip());
        }
      }
    }
    var phrases = new LinkedHashMap<String, Phrases>();
    sections.forEach((name, entries) -> phrases.put(name, new Phrases(entries)));
    return phrases;
  }

  private static String text() {
    var name = "/everthread/extract/words.txt";
    try (var stream = Objects.requireNonNull(Words.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
