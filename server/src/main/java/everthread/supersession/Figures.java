package everthread.supersession;

import everthread.extract.clause.Prose;
import everthread.extract.clause.Sentence;
import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;
import everthread.search.words.Token;
import everthread.supersession.Figure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the figures that a message states in the person's own words. Pure. */
public final class Figures {
  /** More than so many in a message are a table or a log, of which none is an update. */
  private static final int MOST = 12;

  private static final int BEFORE = 16;
  private static final int AFTER = 10;
  private static final int AIM_AFTER = 14;
  private static final int UNIT_WORDS = 3;
  private static final int CUE_BEFORE = 7;
  private static final int MOVED_BEFORE = 14;
  private static final int OWN_BEFORE = 9;

  /** In characters. What goes on for longer without an end is a table or a log. */
  static final int LONGEST_SENTENCE = 1_000;

  private static final Pattern CODE = Pattern.compile("(?<!`)`[^`\\n]{1,200}`(?!`)");

  private Figures() {}

  public static List<Figure> in(String text) {
    var figures = new ArrayList<Figure>();
    for (var sentence : Sentence.in(Prose.of(CODE.matcher(text).replaceAll(" ")))) {
      if (sentence.text().length() > LONGEST_SENTENCE) continue;
      var values = Values.in(sentence.text());
      if (values.isEmpty()) continue;
      var tokens = TextAnalysis.tokens(sentence.text().toLowerCase(Locale.ROOT));
      if (tokens.stream().noneMatch(token -> Cues.OWN.contains(token.exact()))) continue;
      var all = stems(tokens, values);
      for (var value : values) figures.add(figure(value, tokens, values, all));
    }
    return figures.size() > MOST ? List.of() : List.copyOf(figures);
  }

  private static Set<String> stems(List<Token> tokens, List<Values.Value> values) {
    var all = new HashSet<String>();
    for (var token : tokens) if (!isPart(token, values) && tells(token)) all.addAll(token.terms());
    for (var value : values) if (value.kind() == Kind.DATE) all.add(value.value());
    return all;
  }

  private static Figure figure(
      Values.Value value, List<Token> tokens, List<Values.Value> values, Set<String> all) {
    var topic = new HashSet<String>();
    int first = first(tokens, value);
    boolean aim = any(tokens, first - BEFORE, first + AIM_AFTER, Cues.AIM);
    int from = Math.max(0, first - BEFORE);
    int to = Math.min(tokens.size(), first + AFTER);
    for (int i = from; i < to; i++) {
      var token = tokens.get(i);
      if (isPart(token, values)) continue;
      var rate = Cues.RATES.get(token.exact());
      if (rate != null && (rate.startsWith("=") || isPer(tokens, i)))
        topic.add(rate.replace("=", ""));
      else if (tells(token)) topic.addAll(token.terms());
    }
    boolean dated = value.kind() == Kind.DATE || value.kind() == Kind.TIME;
    boolean changed = dated ? isMoved(tokens, first) : isChanged(tokens, first);
    boolean own = value.digits() && any(tokens, first - OWN_BEFORE, first, Cues.OWNED);
    var units = new HashSet<>(value.unit());
    units.addAll(units(value, tokens));
    var frame = frame(tokens, first, units);
    return new Figure(value.kind(), value.value(), units, topic, all, frame, changed, aim, own);
  }

  private static boolean isChanged(List<Token> tokens, int first) {
    return any(tokens, first - CUE_BEFORE, first + 2, Cues.CHANGED);
  }

  /** A date is not a new one because something else near it is new. */
  private static boolean isMoved(List<Token> tokens, int first) {
    if (any(tokens, first - MOVED_BEFORE, first, Cues.MOVED)) return true;
    return any(tokens, first - CUE_BEFORE, first, Set.of("new", "updated", "revised"))
        && any(tokens, first - CUE_BEFORE, first + CUE_BEFORE, Cues.APPOINTED);
  }

  private static boolean any(List<Token> tokens, int from, int to, Set<String> words) {
    for (int i = Math.max(0, from); i < Math.min(tokens.size(), to); i++) {
      if (words.contains(tokens.get(i).exact())) return true;
    }
    return false;
  }

  private static boolean isPer(List<Token> tokens, int i) {
    return i > 0 && Set.of("per", "a", "every", "each").contains(tokens.get(i - 1).exact());
  }

  /** Stems of the words right after the number, up to the first that carries no subject. */
  private static Set<String> units(Values.Value value, List<Token> tokens) {
    var units = new HashSet<String>();
    int at = first(tokens, value);
    while (at < tokens.size() && tokens.get(at).start() < value.end()) at++;
    for (int i = at; i < Math.min(tokens.size(), at + UNIT_WORDS); i++) {
      var word = tokens.get(i).exact();
      if (StopWords.contains(word) || word.equals("per")) break;
      if (!Character.isDigit(word.charAt(0))) units.addAll(tokens.get(i).terms());
    }
    return units;
  }

  private static String frame(List<Token> tokens, int first, Set<String> units) {
    if (first == 0 || units.isEmpty()) return "";
    var before = tokens.get(first - 1);
    return tells(before) ? before.terms().getFirst() + " " + new java.util.TreeSet<>(units) : "";
  }

  private static int first(List<Token> tokens, Values.Value value) {
    for (int i = 0; i < tokens.size(); i++) if (tokens.get(i).end() > value.start()) return i;
    return tokens.size();
  }

  private static boolean isPart(Token token, List<Values.Value> values) {
    return values.stream()
        .anyMatch(value -> token.start() < value.end() && token.end() > value.start());
  }

  private static boolean tells(Token token) {
    var word = token.exact();
    return word.length() > 1
        && !StopWords.contains(word)
        && !Cues.CHANGED.contains(word)
        && !Cues.MOVED.contains(word)
        && !Cues.EMPTY.contains(word)
        && !Character.isDigit(word.charAt(0));
  }
}
