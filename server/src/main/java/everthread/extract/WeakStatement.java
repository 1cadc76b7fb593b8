package everthread.extract;

import everthread.extract.clause.Clause;

/** The least sure of all: kept for review when people talk and a turn gave nothing better. */
final class WeakStatement implements ClauseExtractor {
  private static final String OF_THE_MOMENT =
      "(?:think|know|bet|guess|wonder|hear|heard|sure|find|wish|feel like|am so|am hoping|am sure|am sorry|hope|saw|remember|will (?:have|bring|try|get|make|be|let|not)|can (?:not|see|go|tell)|would (?:not|have|be))\\b.*";

  @Override
  public String name() {
    return "weak_statement";
  }

  @Override
  public boolean isLastResort() {
    return true;
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!utterance.isDialogue() || clause.words().size() < 3) return 0;
    return !answers(utterance) && clause.lower().matches(OF_THE_MOMENT) ? 0 : 0.5;
  }

  /** Who was asked mostly tells something of themselves. */
  private static boolean answers(Utterance utterance) {
    return !utterance.before().isEmpty() && utterance.before().getLast().text().contains("?");
  }
}
