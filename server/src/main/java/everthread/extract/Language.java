package everthread.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import everthread.extract.clause.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few things that are surest, in a language other than English: name, home, work, allergy, what
 * is asked to be remembered. The rules of a language are a file of patterns beside words.txt; of a
 * language without one nothing is stored. The frame of a fact is English, its words stay as they
 * were said.
 */
final class Language implements MemoryExtractor {
  private static final Pattern QUOTED = Pattern.compile("[\"\u201c\u201d\u201e\u00ab\u00bb\u300c]");

  /** A statement begins a sentence or follows a comma or a joining word, never amid another. */
  private static final String BEFORE =
      "(?:^|(?:[,;:\uff0c]|\\b(?:und|aber|also|hallo|hi|y|pero|hola|et|mais|bonjour|salut)\\b|\u4f60\u597d) ?)";

  private static final String BEHIND = "(?=[\\s,.;:!)\uff0c\u3002\uff01]|$)";

  /** In UTF-16 units; nobody says one of these things at greater length. */
  private static final int LONGEST = 300;

  private final String name;
  private final List<Rule> rules = new ArrayList<>();
  private Pattern unless = Pattern.compile("(?!)");
  private Pattern unlessTurn = Pattern.compile("(?!)");

  private record Rule(double confidence, Pattern said, String fact) {}

  /**
   * @param name of the language, in English and lower case, as its file is called
   */
  Language(String name) {
    this.name = name;
    text(name).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::read);
  }

  private void read(String line) {
    int equals = line.indexOf(" = ");
    var key = line.substring(0, equals);
    var value = line.substring(equals + 3);
    switch (key) {
      case "unless" -> unless = pattern(value);
      case "unless turn" -> unlessTurn = pattern(value);
      default -> {
        int arrow = value.indexOf(" => ");
        var said = pattern(BEFORE + value.substring(0, arrow) + BEHIND);
        rules.add(new Rule(Double.parseDouble(key), said, value.substring(arrow + 4)));
      }
    }
  }

  /** Case is ignored by writing sentences' beginnings small; names keep their capitals. */
  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    if (utterance.sentences().isEmpty()) return facts;
    if (handsOver(utterance.sentences())) return facts;
    for (var sentence : utterance.sentences()) {
      if (sentence.words().size() > LONGEST) continue;
      var text = sentence.text().replace('\u2019', '\'').strip();
      if (sentence.question() || QUOTED.matcher(text).find()) continue;
      find(text, sentence, utterance, facts);
    }
    return facts;
  }

  private boolean handsOver(List<Sentence> sentences) {
    return sentences.stream()
        .anyMatch(said -> unlessTurn.matcher(said.text().toLowerCase(Locale.ROOT)).find());
  }

  private void find(String text, Sentence sentence, Utterance utterance, List<Fact> facts) {
    if (text.isBlank() || text.length() > LONGEST) return;
    if (unless.matcher(text.toLowerCase(Locale.ROOT)).find()) return;
    var small = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    for (var rule : rules) {
      var said = rule.said().matcher(small);
      if (!said.find()) continue;
      facts.add(utterance.fact(fact(rule, said, utterance), sentence, rule.confidence(), this));
    }
  }

  private static String fact(Rule rule, Matcher said, Utterance utterance) {
    var words = said.group(1).strip().replaceAll("[.!,;\uff0c\u3002\uff01]+$", "");
    var text = rule.fact().replace("$1", words);
    var author = utterance.turn().author();
    if (author != null && text.startsWith("User")) text = author + text.substring("User".length());
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String text(String name) {
    var path = "/everthread/extract/languages/" + name + ".txt";
    try (var stream = Objects.requireNonNull(Language.class.getResourceAsStream(path), path)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
