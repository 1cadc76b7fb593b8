package everthread.extract;

import everthread.extract.clause.Clause;

/** What was settled: "we decided to use …", "I'll go with …". */
final class Decision implements ClauseExtractor {
  @Override
  public String name() {
    return "decision";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!Judgement.isOwn(clause) || isOpen(clause)) return 0;
    if (clause.begins(
        "decided to",
        "decided on",
        "decided against",
        "decided not to",
        "have decided to",
        "have decided on",
        "settled on",
        "have settled on",
        "agreed to",
        "agreed on",
        "standardized on",
        "standardised on",
        "opted for",
        "chose to",
        "have chosen",
        "agreed that")) return utterance.isDialogue() ? 0.7 : 0.88;
    boolean named = Technologies.anyIn(clause.words()) || Judgement.hasCapital(clause);
    if (clause.begins(
        "will go with",
        "are going with",
        "am going with",
        "went with",
        "will use",
        "will stick with",
        "are sticking with",
        "am sticking with",
        "switched to",
        "switched from",
        "have switched to",
        "are switching to",
        "migrated to",
        "migrated from",
        "have migrated to",
        "are migrating to",
        "moved from",
        "chose",
        "picked",
        "are dropping",
        "dropped",
        "replaced",
        "are replacing",
        "ended up using",
        "ended up choosing")) return named ? 0.86 : 0.55;
    return 0;
  }

  private static boolean isOpen(Clause clause) {
    return clause
        .lower()
        .matches(
            ".*\\b(?:option|that|this|it|them|one|first|second|yet|your|whether|the (?:former|latter))\\b.*");
  }
}
