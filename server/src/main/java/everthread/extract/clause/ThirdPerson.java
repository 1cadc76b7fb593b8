package everthread.extract.clause;

import everthread.extract.clause.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of a person what they said of themselves. Pure. */
public final class ThirdPerson {
  private static final Map<String, String> VERBS =
      Map.of("am", "is", "are", "is", "have", "has", "do", "does", "go", "goes", "were", "was");
  private static final Map<String, String> OTHERS =
      Map.of(
          "i",
          "they",
          "my",
          "their",
          "me",
          "them",
          "myself",
          "themselves",
          "mine",
          "theirs",
          "we",
          "they",
          "our",
          "their",
          "us",
          "them",
          "am",
          "are");

  private ThirdPerson() {}

  /**
   * The clause with {@code author} as its subject, "User" for the person whose space it is; no full
   * stop.
   */
  public static String of(Clause clause, @Nullable String author) {
    return of(clause.subject(), clause.words(), author);
  }

  public static String of(Subject subject, List<String> words, @Nullable String author) {
    var name = author == null || author.isBlank() ? "User" : author;
    boolean owns = subject == Subject.MY || subject == Subject.OUR;
    var said = new ArrayList<String>();
    // A typographic apostrophe: it is not part of the word in any analyzer.
    said.add(owns ? name + "\u2019s" : name);
    boolean conjugate = subject == Subject.I || subject == Subject.WE;
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      said.add(conjugate && i == verb(words) ? conjugated(word) : turned(word));
    }
    return String.join(" ", said).replace(" ,", ",");
  }

  /** Words said of oneself turned round, the subject too: "they …" in the middle of a sentence. */
  public static String turned(List<String> words) {
    return String.join(" ", words.stream().map(ThirdPerson::turned).toList()).replace(" ,", ",");
  }

  private static String turned(String word) {
    return OTHERS.getOrDefault(word.toLowerCase(Locale.ROOT), word);
  }

  private static int verb(List<String> words) {
    int i = 0;
    while (i + 1 < words.size()
        && (Words.ADVERBS.contains(words.get(i))
            || words.get(i).matches("(?i)never|once|much|at|to"))) i++;
    return i;
  }

  private static String conjugated(String verb) {
    var word = verb.toLowerCase(Locale.ROOT);
    var irregular = VERBS.get(word);
    if (irregular != null) return irregular;
    if (Words.MODALS.contains(word) || isPast(word)) return word;
    if (word.matches(".*(?:s|x|z|ch|sh|o)")) return word + "es";
    if (word.matches(".*[^aeiou]y")) return word.substring(0, word.length() - 1) + "ies";
    return word + "s";
  }

  /** Whether a verb stands in the past: it is not conjugated. */
  public static boolean isPast(String verb) {
    if (Words.IRREGULAR_PAST.contains(verb))
      return !verb.matches("read up|put|let|cut|hit|set|cost|beat|quit|shut|hurt");
    return verb.endsWith("ed")
        && !verb.matches("need|feed|speed|breed|exceed|succeed|proceed|seed|weed|embed");
  }
}
