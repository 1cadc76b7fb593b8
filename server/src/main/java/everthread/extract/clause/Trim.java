package everthread.extract.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a clause down to what it says: no fillers, no tails, nothing left dangling. Pure. */
final class Trim {
  private static final Set<String> AUXILIARIES =
      Set.of("am", "do", "have", "is", "are", "was", "were", "will", "can", "would");

  /** What follows a comma without going on with a list: "I love hiking, the views are …". */
  private static final Set<String> NO_LIST =
      Set.of(
          "the",
          "a",
          "an",
          "such",
          "like",
          "not",
          "no",
          "so",
          "too",
          "well",
          "how",
          "what",
          "as",
          "in",
          "on",
          "at",
          "for",
          "with",
          "from",
          "to",
          "by",
          "even",
          "just",
          "especially",
          "mostly",
          "usually",
          "always",
          "never",
          "who",
          "where",
          "when",
          "there",
          "here",
          "all",
          "some",
          "one",
          "mainly",
          "man",
          "lol",
          "yes",
          "thanks",
          "sorry");

  /** "GitHub, not GitLab": the comma, and what is denied. */
  private static final int LONGEST_DENIAL = 5;

  private Trim() {}

  static List<String> trimmed(List<String> words) {
    return withoutDangling(withoutTail(withoutFillers(words)));
  }

  private static List<String> withoutFillers(List<String> words) {
    var kept = new ArrayList<String>();
    for (int i = 0; i < words.size(); ) {
      int filler = Words.FILLERS.lengthAt(words, i);
      // An adverb after an auxiliary goes too: "am currently learning".
      if (filler == 0 && i > 0 && AUXILIARIES.contains(words.get(i - 1).toLowerCase(Locale.ROOT))) {
        filler =
            Set.of("only", "mostly", "always").contains(words.get(i).toLowerCase(Locale.ROOT))
                ? 0
                : Words.ADVERBS.lengthAt(words, i);
      }
      if (filler == 0) kept.add(words.get(i));
      i += Math.max(1, filler);
    }
    return kept;
  }

  private static List<String> withoutTail(List<String> words) {
    for (int i = 2; i < words.size(); i++) {
      if (Words.TAILS.lengthAt(words, i) > 0) return words.subList(0, i);
      if (words.get(i).equals(",") && i + 1 < words.size() && !isList(words, i))
        return words.subList(0, i);
    }
    return words;
  }

  /** A comma within "apples, pears and plums", not one before another thought. */
  private static boolean isList(List<String> words, int comma) {
    if (words.get(comma + 1).equalsIgnoreCase("not")) return words.size() - comma <= LONGEST_DENIAL;
    if (words.get(comma + 1).equalsIgnoreCase("and") && goesOn(words, comma + 2)) return false;
    if (comma <= 3 && !NO_LIST.contains(words.get(comma + 1).toLowerCase(Locale.ROOT))) return true;
    int end = Math.min(words.size(), comma + 5);
    for (int i = comma + 1; i < end; i++) {
      var word = words.get(i).toLowerCase(Locale.ROOT);
      if (word.equals(",") || word.equals("and") || word.equals("or"))
        return i > comma + 1 || word.equals("and");
    }
    return false;
  }

  /** Behind ", and" stands another thought with a verb of its own. */
  private static boolean goesOn(List<String> words, int from) {
    return words.stream()
        .skip(from)
        .anyMatch(
            word ->
                word.matches(
                    "is|are|was|were|does|has|shows|fails|gives|crashes|returns|keeps|takes|breaks|works|says|gets"));
  }

  private static List<String> withoutDangling(List<String> words) {
    int end = words.size();
    while (end > 1 && (words.get(end - 1).equals(",") || isDangling(words.get(end - 1)))) end--;
    return words.subList(0, end);
  }

  /** "am", but not the hour's "AM". */
  private static boolean isDangling(String word) {
    return Words.DANGLING.contains(word) && !word.equals("AM");
  }
}
