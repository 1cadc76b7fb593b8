package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Words;

/**
 * What people tell each other of themselves, judged by how it begins. In a chat with an assistant
 * the same words mostly open a task, so there it takes nothing.
 */
final class Told implements ClauseExtractor {
  private static final double KEPT = 0.81;
  private static final double ASKED_ABOUT = 0.6;

  @Override
  public String name() {
    return "told";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!utterance.isDialogue() || !Judgement.isOwn(clause)) return 0;
    int kept = Words.TOLD_OF_ONESELF.lengthAt(clause.words(), 0);
    int passing = Words.TOLD_IN_PASSING.lengthAt(clause.words(), 0);
    if (Math.max(kept, passing) == 0) return 0;
    if (kept < passing || clause.words().size() <= kept) return isPlain(clause) ? ASKED_ABOUT : 0;
    return isPlain(clause) ? KEPT : ASKED_ABOUT;
  }

  private static boolean isPlain(Clause clause) {
    return !Judgement.isVague(clause);
  }
}
