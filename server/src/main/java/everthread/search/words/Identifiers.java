package everthread.search.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts names as programs write them ({@code useEffect}, {@code max_pool_size}, {@code v1.2.3},
 * {@code ERR1042}) and words with an elided article ({@code l'amour}). Pure.
 */
final class Identifiers {
  private static final List<String> ELISIONS =
      List.of("l", "d", "j", "c", "n", "s", "t", "m", "qu", "lorsqu", "puisqu", "jusqu");

  private Identifiers() {}

  /** The parts that are worth finding by themselves, unfolded; empty when the word is plain. */
  static List<String> parts(String word) {
    if (isPlain(word)) return List.of();
    int apostrophe = Math.max(word.indexOf('\''), word.indexOf('’'));
    if (apostrophe > 0) return elided(word, apostrophe);
    if (isNumber(word)) return word.indexOf(',') < 0 ? List.of() : List.of(word.replace(",", ""));

    var parts = new ArrayList<String>();
    int from = 0;
    for (int i = 1; i <= word.length(); i++) {
      if (i < word.length() && !isBoundary(word, i)) continue;
      addPart(word.substring(from, i), word, parts);
      from = i;
    }
    if (isVersion(word)) parts.add(word.substring(1));
    return parts;
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean plain = Character.isLowerCase(c) || i == 0 && Character.isLetter(c);
      if (!plain) return false;
    }
    return true;
  }

  private static List<String> elided(String word, int apostrophe) {
    var before = Folding.fold(word.substring(0, apostrophe));
    var after = word.substring(apostrophe + 1);
    return after.length() > 2 && ELISIONS.contains(before) ? List.of(after) : List.of();
  }

  private static boolean isNumber(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isDigit(c) && c != '.' && c != ',') return false;
    }
    return true;
  }

  /** {@code v1.2.3} is also found as {@code 1.2.3}. */
  private static boolean isVersion(String word) {
    return word.length() > 1
        && (word.charAt(0) == 'v' || word.charAt(0) == 'V')
        && isNumber(word.substring(1));
  }

  private static void addPart(String part, String word, List<String> parts) {
    int start = 0;
    int end = part.length();
    while (start < end && !Character.isLetterOrDigit(part.charAt(start))) start++;
    while (end > start && !Character.isLetterOrDigit(part.charAt(end - 1))) end--;
    if (end - start >= 2 && end - start < word.length()) parts.add(part.substring(start, end));
  }

  private static boolean isBoundary(String word, int i) {
    char before = word.charAt(i - 1);
    char at = word.charAt(i);
    if (!Character.isLetterOrDigit(at)) return false;
    if (!Character.isLetterOrDigit(before)) return !betweenDigits(word, i - 1);
    if (Character.isDigit(before) != Character.isDigit(at)) return true;
    if (Character.isLowerCase(before) && Character.isUpperCase(at)) return true;
    boolean lastOfCapitals =
        Character.isUpperCase(before)
            && Character.isUpperCase(at)
            && i + 1 < word.length()
            && Character.isLowerCase(word.charAt(i + 1));
    return lastOfCapitals;
  }

  private static boolean betweenDigits(String word, int i) {
    return word.charAt(i) != '_'
        && i > 0
        && Character.isDigit(word.charAt(i - 1))
        && Character.isDigit(word.charAt(i + 1));
  }
}
