package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Words;

/** What someone does again and again, with how often. */
final class Habit implements ClauseExtractor {
  @Override
  public String name() {
    return "habit";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!Judgement.isOwn(clause)
        || Judgement.isVague(clause)
        || !Words.FREQUENCY.anyIn(clause.words())) return 0;
    boolean state =
        Words.STATES.begin(clause.words())
            || clause.begins(
                "have a standup",
                "have a meeting",
                "meet",
                "work",
                "fast",
                "have lunch",
                "have dinner",
                "have therapy",
                "see my",
                "call my",
                "deploy",
                "release",
                "ship",
                "start work",
                "finish work",
                "drop");
    if (!state
        || clause.has("have to")
        || clause.begins("have been", "had")
        || clause
            .lower()
            .matches(
                ".*\\b(?:error|time i|times out|request|file|row|line|page|column|each (?:of|other|item|element))\\b.*"))
      return 0;
    return utterance.isDialogue() || !clause.lower().matches("(?:get|run|got|make|take)\\b.*")
        ? 0.83
        : 0.6;
  }
}
