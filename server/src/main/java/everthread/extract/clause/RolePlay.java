package everthread.extract.clause;

import java.util.List;

/** Knows turns in which nothing is meant in earnest. Pure. */
public final class RolePlay {
  private RolePlay() {}

  /** "You are a pirate …", "Pretend that I …": nothing in such a turn is about the person. */
  public static boolean isSetUpBy(List<Sentence> sentences) {
    return sentences.stream()
        .filter(sentence -> !sentence.question())
        .anyMatch(sentence -> begins(sentence.words()));
  }

  private static boolean begins(List<String> words) {
    for (int skip = 0; skip <= 3 && skip < words.size(); skip++) {
      var opening = String.join(" ", words.subList(0, skip)).toLowerCase(java.util.Locale.ROOT);
      boolean isOpening =
          skip == 0
              || opening.matches(
                  "please|now|so|ok|okay|hi|hello|from now on|i want you|,|hi ,|ok ,|okay ,|now ,");
      if (isOpening && Words.ROLE_PLAY.lengthAt(words, skip) > 0) return true;
    }
    return String.join(" ", words)
        .toLowerCase(java.util.Locale.ROOT)
        .startsWith("i want you to act");
  }
}
