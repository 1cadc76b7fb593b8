package everthread.supersession;

import everthread.search.words.TextAnalysis;
import everthread.supersession.Claim.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A statement and its very opposite: "eats meat", "no longer eats meat". Pure. */
final class Opposites {
  private static final Pattern NEGATED =
      Pattern.compile(
          "\\b(?:does not|do not|did not|is not|are not|am not|doesn't|don't|isn't|aren't|can not|cannot|can't|never|no longer)\\b"
              + "|\\bany ?more\\b|\\b(?:has |have )?(?:stopped|quit|given up|gave up)\\b");
  private static final Set<String> LEFT_OUT =
      Set.of(
          "user", "the", "a", "an", "is", "are", "am", "be", "do", "does", "now", "really", "very",
          "s", "to");

  /** What every slot of theirs holds. */
  static final String SLOT = " does: ";

  private Opposites() {}

  /** Who lives somewhere has many lives to a stemmer. */
  private static String verb(String word, String stem) {
    return word.equals("lives") ? "live" : stem;
  }

  static List<Claim> of(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.matches("\\S+ \\S+ed\\b.*|.*\\b(?:used to|was|were|had|will|would|if)\\b.*"))
      return List.of();
    boolean negated = NEGATED.matcher(lower).find();
    var words = new ArrayList<String>();
    var who = lower.split(" ", 2)[0];
    for (var token : TextAnalysis.tokens(NEGATED.matcher(lower).replaceAll(" "))) {
      if (!LEFT_OUT.contains(token.exact()))
        words.add(verb(token.exact(), token.terms().getFirst()));
    }
    if (words.isEmpty()) return List.of();
    var slot = who + SLOT + String.join(" ", words);
    boolean changes =
        lower.matches(".*\\b(?:no longer|any ?more|stopped|quit|gave up|given up)\\b.*");
    return List.of(new Claim(slot, negated ? "no" : "yes", Kind.ONLY, changes));
  }
}
