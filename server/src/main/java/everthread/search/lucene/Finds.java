package everthread.search.lucene;

import everthread.search.words.TextAnalysis;
import everthread.search.words.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where in a text the looked-for words stand. Pure. */
final class Finds {
  /** Of very long texts only so much is looked through for the best passage. */
  private static final int LOOKED_THROUGH = 400_000;

  /**
   * One place.
   *
   * @param word what was found, in the form that it was looked for; two places of one word share it
   * @param weight how much it tells
   */
  record Find(int start, int end, String word, float weight) {}

  private Finds() {}

  /** The places in order, none overlapping another. */
  static List<Find> in(String text, Marks marks) {
    var tokens = TextAnalysis.tokens(Window.cut(text, LOOKED_THROUGH));
    var finds = new ArrayList<Find>();
    for (var token : tokens) addWord(token, marks, finds);
    for (var phrase : marks.phrases()) addPhrase(tokens, phrase, finds);
    finds.sort(Comparator.comparingInt(Find::start));
    return withoutOverlaps(finds);
  }

  private static void addWord(Token token, Marks marks, List<Find> finds) {
    var best = best(token, marks.terms());
    if (best != null && !best.isEmpty()) {
      int end = token.ideographic() ? token.start() + best.length() : token.end();
      finds.add(new Find(token.start(), end, best, marks.terms().getOrDefault(best, 1f)));
    } else if (marks.exact().contains(token.exact())) {
      finds.add(new Find(token.start(), token.end(), token.exact(), 1));
    } else {
      var prefix = prefixOf(token, marks.prefixes());
      if (!prefix.isEmpty()) finds.add(new Find(token.start(), token.end(), prefix, 1));
    }
  }

  private static String best(Token token, Map<String, Float> terms) {
    String best = "";
    float weight = 0;
    for (var term : token.terms()) {
      var known = terms.get(term);
      if (known != null && known > weight) {
        best = term;
        weight = known;
      }
    }
    return best;
  }

  private static String prefixOf(Token token, Set<String> prefixes) {
    for (var prefix : prefixes) {
      if (token.exact().startsWith(prefix)) return prefix;
      for (var part : token.parts()) {
        if (part.startsWith(prefix)) return prefix;
      }
    }
    return "";
  }

  private static void addPhrase(List<Token> tokens, List<String> phrase, List<Find> finds) {
    for (int at = 0; at + phrase.size() <= tokens.size(); at++) {
      int same = 0;
      while (same < phrase.size() && isAt(tokens.get(at + same), phrase.get(same))) same++;
      if (same < phrase.size()) continue;
      int end = tokens.get(at + same - 1).end();
      finds.add(
          new Find(tokens.get(at).start(), end, String.join(" ", phrase), 2f * phrase.size()));
    }
  }

  private static boolean isAt(Token token, String word) {
    return token.exact().equals(word) || token.parts().contains(word);
  }

  private static List<Find> withoutOverlaps(List<Find> finds) {
    var apart = new ArrayList<Find>(finds.size());
    for (var find : finds) {
      if (!apart.isEmpty() && find.start() < apart.getLast().end()) {
        var last = apart.removeLast();
        var heavier = find.weight() > last.weight() ? find : last;
        int end = Math.max(last.end(), find.end());
        apart.add(new Find(last.start(), end, heavier.word(), heavier.weight()));
      } else {
        apart.add(find);
      }
    }
    return apart;
  }
}
