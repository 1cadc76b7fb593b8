package everthread.extract.llm;

import everthread.extract.Utterance;
import everthread.extract.clause.Prose;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.Stems;
import everthread.extract.clause.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds what a model says against the message: it must rest on a sentence of the person's own, and
 * on its words. A model that invents, answers, or obeys the message gets nothing through.
 * Immutable.
 */
final class Grounded {
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern MARKS = Pattern.compile("[\u2018\u2019\u0060\u00b4]");
  private static final Pattern DOUBLE_MARKS = Pattern.compile("[\u201c\u201d]");
  private static final Pattern NAMED =
      Pattern.compile("\\p{Lu}[\\p{L}\\p{M}'\u2019-]+|\\d[\\d.,:/-]*");
  private static final Pattern ADDRESS = Pattern.compile("https?://|www\\.|[<>{}\\[\\]`|]");
  private static final Pattern ABOUT = Pattern.compile("User(?:['\u2019]s)? .+", Pattern.DOTALL);
  private static final int SHORTEST_QUOTE = 6;
  private static final int MOST_WORDS = 18;

  /** Of a fact's content words so many must stand in the message; the rest is wording. */
  private static final double OWN_WORDS = 0.5;

  private final String prose;
  private final Utterance utterance;

  Grounded(Utterance utterance) {
    this.utterance = utterance;
    this.prose = flat(Prose.of(utterance.turn().text()));
  }

  /** The sentence that the quotation stands in; empty when it is not the person's own statement. */
  Optional<Sentence> restsOn(String quote) {
    var words = flat(quote);
    if (words.length() < SHORTEST_QUOTE || !prose.contains(words)) return Optional.empty();
    return utterance.sentences().stream()
        .filter(sentence -> overlaps(flat(sentence.text()), words))
        .filter(sentence -> !sentence.question() && !Words.INVENTED.anyIn(sentence.words()))
        .filter(sentence -> !sentence.words().contains("\""))
        .findFirst();
  }

  private static boolean overlaps(String sentence, String quote) {
    return sentence.contains(quote)
        || sentence.length() > SHORTEST_QUOTE && quote.contains(sentence);
  }

  /**
   * Whether a fact says of the person, shortly, what the message says, with its names and numbers.
   */
  boolean holds(String fact, List<String> datesAllowed) {
    if (!ABOUT.matcher(fact).matches() || fact.contains("\n") || ADDRESS.matcher(fact).find())
      return false;
    if (SPACE.split(fact).length > MOST_WORDS || fact.contains("?")) return false;
    return namesAreTold(fact, datesAllowed) && wordsAreTold(fact, datesAllowed);
  }

  private boolean namesAreTold(String fact, List<String> datesAllowed) {
    var name = NAMED.matcher(fact.substring("User".length()));
    while (name.find()) {
      var word = name.group().replaceAll("['\u2019]s$|[.,]$", "");
      if (!prose.contains(flat(word)) && !datesAllowed.contains(word)) return false;
    }
    return true;
  }

  private boolean wordsAreTold(String fact, List<String> dates) {
    if (!isEnglish()) return true;
    var said = Stems.of(prose).counts();
    var undated =
        SPACE
            .splitAsStream(fact.replaceFirst("^User(?:['\u2019]s)?", ""))
            .filter(word -> !dates.contains(word))
            .collect(Collectors.joining(" "));
    var claimed = Stems.of(undated).counts();
    long own = claimed.keySet().stream().filter(said::containsKey).count();
    return !claimed.isEmpty() && own >= OWN_WORDS * claimed.size();
  }

  /** Facts are noted in English; of a message in another language their words are a translation. */
  private boolean isEnglish() {
    return prose.matches("(?s).*\\b(?:i|i'm|my|me|we|our|you|the|and|is)\\b.*");
  }

  private static String flat(String text) {
    var plain = MARKS.matcher(text).replaceAll("'");
    plain = DOUBLE_MARKS.matcher(plain).replaceAll("\"");
    return SPACE.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
