package everthread.search;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Shortens a text to its sentences that tell most, in their order. Pure. */
public final class Excerpt {
  private static final String GAP = " … ";

  /** A text that is hardly too long is given whole. */
  private static final double SLACK = 1.35;

  private Excerpt() {}

  /** How much the stretch of a text from one place to another tells, 0 or more. */
  @FunctionalInterface
  public interface Worth {
    double of(int start, int end);
  }

  /**
   * At most about so many words: whole sentences, the best first until the room is used; of a
   * sentence that alone is too long, its beginning up to a word's end.
   *
   * @param worth of a sentence of the text
   */
  public static String of(String text, int words, Worth worth) {
    if (words(text) <= words * SLACK) return text.strip();
    var sentences = sentences(text);
    var chosen = new TreeSet<Integer>();
    int used = 0;
    for (int at : byWorth(sentences, worth)) {
      int length = sentences.get(at).words();
      if (chosen.isEmpty() || used + length <= words) {
        chosen.add(at);
        used += length;
      }
      if (used >= words) break;
    }
    var excerpt = joined(text, sentences, chosen);
    return used > words * SLACK ? beginning(excerpt, words) : excerpt;
  }

  /** Where one stands in the text. */
  private record Sentence(int start, int end, int words) {}

  /** Longer sentences must hold more to be worth their room. */
  private static List<Integer> byWorth(List<Sentence> sentences, Worth worth) {
    var scores = new double[sentences.size()];
    for (int i = 0; i < scores.length; i++) {
      var sentence = sentences.get(i);
      scores[i] = worth.of(sentence.start(), sentence.end()) / Math.pow(4 + sentence.words(), 0.3);
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < scores.length; i++) order.add(i);
    order.sort(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparingInt(i -> i));
    return order;
  }

  private static String joined(String text, List<Sentence> sentences, TreeSet<Integer> chosen) {
    var excerpt = new StringBuilder();
    int before = -1;
    for (int at : chosen) {
      if (at > before + 1) excerpt.append(before < 0 ? "… " : GAP);
      else if (before >= 0) excerpt.append(' ');
      excerpt.append(text.substring(sentences.get(at).start(), sentences.get(at).end()).strip());
      before = at;
    }
    if (before < sentences.size() - 1) excerpt.append(" …");
    return excerpt.toString();
  }

  /** The first words of a text, and a sign that it goes on. */
  public static String beginning(String text, int words) {
    int count = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      if (inWord && space && ++count == words) return text.substring(0, i) + " …";
      inWord = !space;
    }
    return text;
  }

  /** How many words a text has; two characters of a script without spaces count as one. */
  public static int words(String text) {
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
  private static List<Sentence> sentences(String text) {
    var sentences = new ArrayList<Sentence>();
    var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    for (int line = 0; line < text.length(); ) {
      int found = text.indexOf('\n', line);
      int end = found < 0 ? text.length() : found;
      breaks.setText(text.substring(line, end));
      int start = breaks.first();
      for (int next = breaks.next();
          next != BreakIterator.DONE;
          start = next, next = breaks.next()) {
        int length = words(text.substring(line + start, line + next));
        if (length > 0) sentences.add(new Sentence(line + start, line + next, length));
      }
      line = end + 1;
    }
    return sentences;
  }
}
