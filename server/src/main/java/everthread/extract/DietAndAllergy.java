package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Words;

/** What someone cannot or will not eat, and conditions of health that last. */
final class DietAndAllergy implements ClauseExtractor {
  @Override
  public String name() {
    return "diet_allergy";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (clause.subject() == Subject.MY || clause.subject() == Subject.OUR) {
      return Words.FAMILY.begin(clause.words()) && clause.from(1).size() > 1 && isDiet(clause, 1)
          ? 0.88
          : 0;
    }
    return Judgement.isOwn(clause) && !Judgement.isVague(clause) && isDiet(clause, 0) ? 0.92 : 0;
  }

  private static boolean isDiet(Clause clause, int from) {
    var words = clause.from(from);
    if (words.isEmpty()) return false;
    var verb = words.getFirst();
    if (verb.matches("am|is|are"))
      return words.size() > 1 && Words.DIET.contains(withoutNot(words.get(1), words));
    if (verb.matches("have|has")) return words.size() < 6 && Words.DIET.anyIn(words);
    if (verb.matches("avoid|avoids")) return Words.MEALS.anyIn(words);
    boolean denies =
        verb.matches("do|does|can|never")
            && clause.lower().matches(".*\\b(?:eat|drink|have|tolerate)\\b.*");
    return denies && Words.MEALS.anyIn(words);
  }

  private static String withoutNot(String word, java.util.List<String> words) {
    return word.equals("not") && words.size() > 2 ? words.get(2) : word;
  }
}
