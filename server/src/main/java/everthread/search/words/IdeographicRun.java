package everthread.search.words;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of Han, Kana or Hangul: each character a token, so that any part of it is found as a
 * phrase; for ranking, pairs of characters and the dictionary's words. Pure.
 */
final class IdeographicRun {
  private IdeographicRun() {}

  /** The index after the last segment that touches the one before it. */
  static int endOf(List<Segment> segments, int from) {
    int end = from + 1;
    while (end < segments.size()
        && segments.get(end).ideographic()
        && segments.get(end).start() == segments.get(end - 1).end()) {
      end++;
    }
    return end;
  }

  static void add(String text, List<Segment> run, List<Token> tokens) {
    int runEnd = run.getLast().end();
    for (var segment : run) {
      int at = segment.start();
      while (at < segment.end()) {
        int next = text.offsetByCodePoints(at, 1);
        var terms = new ArrayList<String>();
        if (next < runEnd) add(text, at, text.offsetByCodePoints(next, 1), terms);
        else if (at == run.getFirst().start()) add(text, at, next, terms);
        if (at == segment.start()) add(text, at, segment.end(), terms);
        var exact = Folding.fold(text.substring(at, next));
        if (!exact.isEmpty()) tokens.add(new Token(exact, List.of(), terms, at, next, true));
        at = next;
      }
    }
  }

  private static void add(String text, int start, int end, List<String> terms) {
    boolean single = text.codePointCount(start, end) == 1;
    var term = Folding.fold(text.substring(start, end));
    boolean wanted = !term.isEmpty() && !terms.contains(term) && (!single || terms.isEmpty());
    if (wanted) terms.add(term);
  }
}
