package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Words;

/** What else people tell each other of themselves; for review only, and never in tasks. */
final class OtherStatement implements ClauseExtractor {
  @Override
  public String name() {
    return "other_statement";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!utterance.isDialogue() || Judgement.isVague(clause)) return 0;
    if (clause.begins(
        "bet", "sure", "find", "am free", "am pretty", "am worried", "have thought", "wanted to"))
      return 0;
    if (clause.subject() == Subject.OUR) return 0.5;
    if (Judgement.isOwn(clause) && Words.WEAK_STATES.begin(clause.words())) return 0;
    if (clause.begins(
        "liked", "played", "bought", "miss", "use", "have only", "am only", "am busy")) return 0.8;
    return clause.subject() == Subject.OTHER ? 0 : 0.55;
  }
}
