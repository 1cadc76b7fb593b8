package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Words;

/** What several extractors ask of a clause. Pure. */
final class Judgement {
  private Judgement() {}

  /** The speaker, alone or with others. */
  static boolean isOwn(Clause clause) {
    return clause.subject() == Subject.I || clause.subject() == Subject.WE;
  }

  /** Opens a task or tells of the work at hand: useless next week. */
  static boolean isTask(Clause clause) {
    return isOwn(clause) && Words.TASK_HEADS.begin(clause.words());
  }

  /** What it speaks of is only known from its context: "love it", "prefer the second". */
  static boolean isVague(Clause clause) {
    var words = clause.words();
    if (Words.PRONOUNS.contains(words.getLast())) return true;
    return words.size() > 1 && Words.PRONOUNS.contains(words.get(1));
  }

  static boolean isCapitalized(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
  }

  static boolean hasCapital(Clause clause) {
    return clause.words().stream().anyMatch(word -> isCapitalized(word) && !word.equals("I"));
  }

  static boolean hasDigit(Clause clause) {
    return clause.words().stream().anyMatch(word -> word.chars().anyMatch(Character::isDigit));
  }
}
