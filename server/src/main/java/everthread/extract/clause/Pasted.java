package everthread.extract.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells where a message goes over into text that is not the person's own. Pure. */
final class Pasted {
  private static final Pattern WORD = Pattern.compile("[^\\s:,.!?]+");
  private static final int VERSE = 4;

  private Pasted() {}

  /** "Proofread this:" and the like, with the text behind the colon or on the lines below. */
  static boolean beginsAfter(String line, List<String> below) {
    int colon = line.indexOf(':');
    var opener = colon < 0 ? line : line.substring(0, colon);
    if (!announces(opener)) return false;
    boolean isEnd = opener.length() == line.stripTrailing().length() || colon >= 0;
    boolean goesOn = below.stream().anyMatch(rest -> !rest.isBlank());
    return colon >= 0
        ? colon + 1 < line.strip().length() || goesOn
        : isEnd && goesOn && opens(line);
  }

  /** What stands before the announcement, by whole sentences. */
  static String ownPart(String line) {
    int colon = line.indexOf(':');
    var head = colon < 0 ? line : line.substring(0, colon);
    int end =
        Math.max(head.lastIndexOf(". "), Math.max(head.lastIndexOf("! "), head.lastIndexOf("? ")));
    return end < 0 ? "" : head.substring(0, end + 1);
  }

  private static boolean announces(String opener) {
    var words = words(opener);
    return Words.PASTED_OPENERS.anyIn(words) || Words.WRITTEN_FOR_OTHERS.begin(words);
  }

  private static boolean opens(String line) {
    var words = words(line);
    return Words.PASTED_OPENERS.begin(words)
        || words.size() > 2 && Words.PASTED_OPENERS.begin(words.subList(2, words.size()));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(match -> match.group())
        .toList();
  }

  /** Four short lines in a row, none ending a sentence, are a song or a poem. */
  static List<String> withoutVerses(List<String> lines) {
    var kept = new ArrayList<String>();
    var run = new ArrayList<String>();
    for (var line : lines) {
      if (isVerse(line)) {
        run.add(line);
        continue;
      }
      if (run.size() < VERSE) kept.addAll(run);
      run.clear();
      kept.add(line);
    }
    if (run.size() < VERSE) kept.addAll(run);
    return kept;
  }

  private static boolean isVerse(String line) {
    var text = line.strip();
    return !text.isEmpty() && text.length() < 60 && !text.matches(".*[.!?:]\"?");
  }
}
