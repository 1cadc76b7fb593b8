package everthread.search.lucene;

import everthread.search.words.TextAnalysis;
import everthread.search.words.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a document and its surroundings, each counted by the weight of where it stands. BM25
 * over these counts, with their sum as the length, is BM25F over the texts as fields (Robertson,
 * Zaragoza and Taylor 2004), but reads one postings list a word instead of one a word and field,
 * and lets the index skip what cannot reach the first page. Not thread-safe.
 */
final class Window {
  private final Map<String, int[]> counts = new HashMap<>();

  Window add(String text, int weight) {
    return add(TextAnalysis.tokens(text), weight);
  }

  Window add(List<Token> tokens, int weight) {
    if (weight == 0) return this;
    for (var token : tokens) {
      if (token.ideographic()) count(token.exact(), weight);
      for (var term : token.terms()) {
        if (!token.ideographic() || !term.equals(token.exact())) count(term, weight);
      }
    }
    return this;
  }

  private void count(String term, int weight) {
    counts.computeIfAbsent(term, absent -> new int[1])[0] += weight;
  }

  /** Each word once, with its count. */
  Map<String, int[]> counts() {
    return counts;
  }

  /** The beginning of a text, at most so many characters, never half of a pair. */
  static String cut(String text, int length) {
    if (text.length() <= length) return text;
    boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }
}
