package everthread.extract;

import everthread.extract.clause.Clause;

/** What someone is building. */
final class Project implements ClauseExtractor {
  private static final String SMALL =
      ".*\\b(?:function|script|query|component|regex|essay|page|method|test|tests|bug|issue|problem|class|feature|loop|form|button|table|column|endpoint|assignment|homework|paragraph|email|letter|question|report|presentation|slide|case|pr|pull request|ticket|task|project where|project that requires|this|that|it|following|section|chapter|formula|macro|resume|cv|unit|migration|stuff|things|something|sprint|draft|outline|slides)\\b.*|.*\\b(?:a|an|my|the|our|some)(?: new| current| personal| small| side| school)? projects?(?: with .*| for .*)?";

  @Override
  public String name() {
    return "project";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!Judgement.isOwn(clause) || clause.lower().matches(SMALL)) return 0;
    if (!clause.begins(
        "am building",
        "are building",
        "am working on",
        "are working on",
        "am developing",
        "are developing",
        "am writing",
        "am making",
        "are making",
        "am creating",
        "am designing",
        "maintain",
        "built",
        "am launching",
        "launched",
        "are launching",
        "started",
        "have been building",
        "have been working on",
        "am renovating",
        "am restoring",
        "run")) return 0;
    boolean named =
        clause.lower().matches("\\S+(?: \\S+){0,3}? (?:a|an|my|our|the)\\b.*")
            && clause.words().size() > 3;
    if (!named && !Judgement.hasCapital(clause)) return utterance.isDialogue() ? 0.7 : 0.5;
    return clause.has("the") && !Judgement.hasCapital(clause) ? 0.6 : 0.85;
  }
}
