package everthread.search.lucene;

import everthread.search.Excerpt;
import everthread.search.Hit.Piece;
import everthread.search.lucene.Finds.Find;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Chooses what is shown of a text: a snippet for a page, a passage of whole sentences for a model.
 * Pure.
 */
final class Passages {
  static final int SNIPPET = 240;

  /** A text up to this long is given whole. */
  static final int WHOLE = 1_200;

  static final int PASSAGE = 800;

  /** Words of a passage that is only as long as {@link #WHOLE} and {@link #PASSAGE} let it be. */
  static final int AT_LENGTH = Integer.MAX_VALUE;

  /** The best few are shown at more length, the rest in a sentence or two. */
  private static final int BEST = 3;

  private static final int BEST_WORDS = 80;
  private static final int OTHER_WORDS = 25;

  private static final int LEAD = 60;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Passages() {}

  /** The best stretch of at most about {@value #SNIPPET} characters, the finds marked. */
  static List<Piece> snippet(String text, List<Find> finds) {
    int start = finds.isEmpty() ? 0 : bestWindow(finds, SNIPPET - LEAD);
    int from = finds.isEmpty() ? 0 : beginning(text, finds.get(start).start());
    int to = ending(text, Math.min(text.length(), from + SNIPPET));
    return pieces(text, from, to, finds);
  }

  /** How many words a model is handed of the hit at this rank, which counts from 0. */
  static int words(int rank) {
    return rank < BEST ? BEST_WORDS : OTHER_WORDS;
  }

  /**
   * The whole text when it is short, else of the stretch around the most and rarest finds the
   * sentences that hold most of them.
   *
   * @param words how many of it, about
   */
  static String passage(String text, List<Find> finds, int words) {
    int[] stretch = text.length() <= WHOLE ? new int[] {0, text.length()} : best(text, finds);
    var passage = text.substring(stretch[0], stretch[1]);
    if (words == AT_LENGTH) return text.length() <= WHOLE ? text : passage.strip();
    int from = stretch[0];
    return Excerpt.of(passage, words, (start, end) -> worth(finds, from + start, from + end));
  }

  /** Each different word counts once. */
  private static double worth(List<Find> finds, int from, int to) {
    var seen = new HashSet<String>();
    double sum = 0;
    for (var find : finds) {
      if (find.start() < from || find.start() >= to) continue;
      if (seen.add(find.word())) sum += find.weight();
    }
    return sum;
  }

  /** Where the sentences around the most and rarest finds begin and end. */
  private static int[] best(String text, List<Find> finds) {
    var sentences = sentences(text);
    int best = 0;
    int firstFind = 0;
    double bestScore = -1;
    for (int at = 0; at < sentences.size(); at++) {
      int from = sentences.get(at)[0];
      while (firstFind < finds.size() && finds.get(firstFind).start() < from) firstFind++;
      boolean holdsOne =
          firstFind < finds.size() && finds.get(firstFind).start() < sentences.get(at)[1];
      if (!holdsOne) continue;
      double score = score(finds, firstFind, from + PASSAGE);
      if (score > bestScore) {
        bestScore = score;
        best = at;
      }
    }
    return stretch(text, sentences, best);
  }

  private static int[] stretch(String text, List<int[]> sentences, int first) {
    int from = sentences.get(first)[0];
    int to = sentences.get(first)[1];
    for (int i = first + 1; i < sentences.size() && sentences.get(i)[1] - from <= PASSAGE; i++) {
      to = sentences.get(i)[1];
    }
    // What room is left goes to the sentences before, which say what it is about.
    for (int i = first - 1; i >= 0 && to - sentences.get(i)[0] <= PASSAGE; i--) {
      from = sentences.get(i)[0];
    }
    if (to - from > PASSAGE) to = ending(text, from + PASSAGE);
    return new int[] {from, to};
  }

  /** Sentences and lines: code and lists have no full stops. */
  private static List<int[]> sentences(String text) {
    var sentences = new ArrayList<int[]>();
    var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      int from = start;
      for (int i = start; i < end; i++) {
        boolean breaksHere = text.charAt(i) == '\n' || i - from >= PASSAGE;
        if (breaksHere && i > from) {
          sentences.add(new int[] {from, i});
          from = i;
        }
      }
      sentences.add(new int[] {from, end});
    }
    return sentences;
  }

  /** Each different word counts by its weight; said again it adds a little. */
  private static double score(List<Find> finds, int first, int to) {
    var seen = new HashSet<String>();
    double score = 0;
    for (int i = first; i < finds.size() && finds.get(i).end() <= to; i++) {
      var find = finds.get(i);
      score += seen.add(find.word()) ? find.weight() : find.weight() * 0.1;
    }
    return score;
  }

  private static int bestWindow(List<Find> finds, int length) {
    int best = 0;
    double bestScore = -1;
    for (int i = 0; i < finds.size(); i++) {
      double score = score(finds, i, finds.get(i).start() + length);
      if (score > bestScore) {
        bestScore = score;
        best = i;
      }
    }
    return best;
  }

  /** Where a snippet begins whose first find stands here: at a sentence's start if one is near. */
  private static int beginning(String text, int find) {
    int earliest = Math.max(0, find - LEAD);
    if (earliest == 0) return 0;
    for (int i = find; i > earliest; i--) {
      char before = text.charAt(i - 1);
      if (before == '\n' || i > 1 && before == ' ' && isSentenceEnd(text.charAt(i - 2))) return i;
    }
    for (int i = earliest; i < find; i++) {
      if (Character.isWhitespace(text.charAt(i))) return i + 1;
    }
    return Character.isLowSurrogate(text.charAt(earliest)) ? earliest + 1 : earliest;
  }

  private static boolean isSentenceEnd(char c) {
    return c == '.' || c == '!' || c == '?' || c == ':';
  }

  /** The last word boundary at or before a place, when one is near. */
  private static int ending(String text, int to) {
    if (to >= text.length()) return text.length();
    for (int i = to; i > to - LEAD && i > 0; i--) {
      if (Character.isWhitespace(text.charAt(i))) return i;
    }
    return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
  }

  private static List<Piece> pieces(String text, int from, int to, List<Find> finds) {
    var pieces = new ArrayList<Piece>();
    int at = from;
    for (var find : finds) {
      if (find.start() < at || find.end() > to || find.start() == find.end()) continue;
      addPlain(text, at, find.start(), at == from && from > 0, false, pieces);
      pieces.add(new Piece(text.substring(find.start(), find.end()), true));
      at = find.end();
    }
    addPlain(text, at, to, at == from && from > 0, to < text.length(), pieces);
    return pieces;
  }

  private static void addPlain(
      String text, int from, int to, boolean cutBefore, boolean cutAfter, List<Piece> pieces) {
    var plain = SPACES.matcher(text.substring(from, to)).replaceAll(" ");
    plain = (cutBefore ? "…" : "") + plain + (cutAfter ? "…" : "");
    if (!plain.isEmpty()) pieces.add(new Piece(plain, false));
  }
}
