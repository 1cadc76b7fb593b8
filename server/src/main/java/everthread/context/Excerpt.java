package everthread.context;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Shortens a text to its sentences that tell most, in their order. Pure. */
final class Excerpt {
  private static final String GAP = " … ";

  /** A text that is hardly too long is given whole. */
  private static final double SLACK = 1.35;

  private Excerpt() {}

  /**
   * At most about so many words: whole sentences, the best first until the room is used; of a
   * sentence that alone is too long, its beginning up to a word's end.
   *
   * @param worth how much a sentence tells, 0 or more
   */
  static String of(String text, int words, ToDoubleFunction<String> worth) {
    var flat = text.strip();
    if (words(flat) <= words * SLACK) return flat;
    var sentences = sentences(flat);
    var chosen = new TreeSet<Integer>();
    int used = 0;
    for (int at : byWorth(sentences, worth)) {
      int length = words(sentences.get(at));
      if (chosen.isEmpty() || used + length <= words) {
        chosen.add(at);
        used += length;
      }
      if (used >= words) break;
    }
    var excerpt = joined(sentences, chosen);
    return used > words * SLACK ? beginning(excerpt, words) : excerpt;
  }

  /** Longer sentences must hold more to be worth their room. */
  private static List<Integer> byWorth(List<String> sentences, ToDoubleFunction<String> worth) {
    var scores = new double[sentences.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          worth.applyAsDouble(sentences.get(i)) / Math.pow(4 + words(sentences.get(i)), 0.3);
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < scores.length; i++) order.add(i);
    order.sort(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparingInt(i -> i));
    return order;
  }

  private static String joined(List<String> sentences, TreeSet<Integer> chosen) {
    var text = new StringBuilder();
    int before = -1;
    for (int at : chosen) {
      if (at > before + 1) text.append(before < 0 ? "… " : GAP);
      else if (before >= 0) text.append(' ');
      text.append(sentences.get(at).strip());
      before = at;
    }
    if (before < sentences.size() - 1) text.append(" …");
    return text.toString();
  }

  /** The first words of a text, and a sign that it goes on. */
  static String beginning(String text, int words) {
    int count = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      if (inWord && space && ++count == words) return text.substring(0, i) + " …";
      inWord = !space;
    }
    return text;
  }

  static int words(String text) {
    int count = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      if (!space && !inWord) count++;
      inWord = !space;
      // Scripts without spaces: every second character stands for a word.
      if (!space && Character.isIdeographic(text.charAt(i)) && i % 2 == 0) count++;
    }
    return count;
  }

  /** Sentences and lines: code and lists have no full stops. */
  private static List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    for (var line : text.split("\n")) {
      breaks.setText(line);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
        var sentence = line.substring(start, end);
        if (!sentence.isBlank()) sentences.add(sentence);
      }
    }
    return sentences;
  }
}
