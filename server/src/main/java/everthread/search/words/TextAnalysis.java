package everthread.search.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns text into tokens: the same way for what is indexed, what is asked, and what is marked in a
 * snippet. Thread-safe; the same text always gives the same tokens.
 */
public final class TextAnalysis {
  /** Changes whenever a text would give other tokens; an index made by another one is rebuilt. */
  public static final int VERSION = 1;

  /** Segmenters and stemmers hold state and are dear to make, so a few are kept. */
  private static final BlockingQueue<TextAnalysis> POOL = new ArrayBlockingQueue<>(16);

  /** Words seen lately, of all threads: a few make up most of any text. */
  private static final Map<String, Forms> SEEN = new ConcurrentHashMap<>();

  private static final int MOST_SEEN = 30_000;
  private static final int LONGEST_SEEN = 24;

  private final Segmenter segmenter = new Segmenter();
  private final Stemmer stemmer = new Stemmer();

  private TextAnalysis() {}

  /** The tokens of a text, in order. Empty when it has no letter, digit or emoji. */
  public static List<Token> tokens(String text) {
    if (text.isBlank()) return List.of();
    var pooled = POOL.poll();
    var analysis = pooled == null ? new TextAnalysis() : pooled;
    var tokens = analysis.analyze(text);
    // When the pool is full the spare one is let go.
    var unused = POOL.offer(analysis);
    return tokens;
  }

  private List<Token> analyze(String text) {
    var segments = segmenter.segments(text);
    var tokens = new ArrayList<Token>(segments.size());
    int at = 0;
    while (at < segments.size()) {
      if (segments.get(at).ideographic()) {
        int end = IdeographicRun.endOf(segments, at);
        IdeographicRun.add(text, segments.subList(at, end), tokens);
        at = end;
      } else {
        addWord(text, segments.get(at), tokens);
        at++;
      }
    }
    return tokens;
  }

  /** What a word is found by. */
  private record Forms(String exact, List<String> parts, List<String> terms) {}

  private void addWord(String text, Segment segment, List<Token> tokens) {
    var word = text.substring(segment.start(), segment.end());
    int end = endWithSymbols(text, segment);
    var forms =
        end == segment.end() ? forms(word) : forms(word, text.substring(segment.end(), end));
    if (forms.exact().isEmpty()) return;
    tokens.add(new Token(forms.exact(), forms.parts(), forms.terms(), segment.start(), end, false));
  }

  private Forms forms(String word) {
    if (word.length() > LONGEST_SEEN) return forms(word, "");
    var seen = SEEN.get(word);
    if (seen != null) return seen;
    var forms = forms(word, "");
    if (SEEN.size() >= MOST_SEEN) SEEN.clear();
    SEEN.put(word, forms);
    return forms;
  }

  private Forms forms(String word, String symbols) {
    var folded = Folding.fold(word);
    if (folded.isEmpty()) return new Forms("", List.of(), List.of());
    var exact = folded.concat(symbols);
    var parts = new ArrayList<String>();
    for (var part : Identifiers.parts(word)) {
      var other = Folding.fold(part);
      if (!other.isEmpty() && !other.equals(exact)) parts.add(other);
    }
    return new Forms(exact, List.copyOf(parts), terms(exact, parts));
  }

  /** C++, C# and F# are words of their own. */
  private static int endWithSymbols(String text, Segment segment) {
    int end = segment.end();
    boolean letter = end - segment.start() == 1 && Character.isLetter(text.charAt(segment.start()));
    if (!letter) return end;
    if (text.startsWith("++", end)) return end + 2;
    return text.startsWith("#", end) ? end + 1 : end;
  }

  private List<String> terms(String exact, List<String> parts) {
    if (parts.isEmpty()) return List.of(stemmer.stem(exact));
    var terms = new ArrayList<String>();
    terms.add(stemmer.stem(exact));
    for (var part : parts) {
      var stem = stemmer.stem(part);
      if (!terms.contains(stem)) terms.add(stem);
    }
    return List.copyOf(terms);
  }
}
