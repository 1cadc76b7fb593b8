package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;

/** Which tools and technologies someone works with. */
final class ToolUse implements ClauseExtractor {
  private static final String THINGS =
      "(?:\\S+ )?(?:stack|backend|back end|frontend|front end|database|db|team|app|application|project|company|services?|api|code|codebase|site|website|servers?|editor|ci|pipeline|infrastructure|infra|cluster|laptop|machine|os|monorepo|repo|ide|main language|main db|product|startup|platform|setup|build|deployment|hosting|blog|framework|shell|terminal)";

  @Override
  public String name() {
    return "tool_use";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!Technologies.anyIn(clause.words()) || isPassing(clause)) return 0;
    return switch (clause.subject()) {
      case I, WE -> own(clause);
      case MY, OUR ->
          clause.lower().matches(THINGS + " (?:is|are|uses?|runs?|sits|lives)\\b.*") ? 0.86 : 0;
      case OTHER -> 0;
    };
  }

  private static double own(Clause clause) {
    // "I run npm test" tells what was typed.
    if (clause
        .lower()
        .matches(
            "run (?:npm|npx|yarn|pnpm|pip|cargo|make|git|mvn|maven|gradle|docker|kubectl|pytest|curl|bash)\\b.*"))
      return 0;
    if (clause.begins(
        "use",
        "do not use",
        "never use",
        "work with",
        "work mostly in",
        "work in",
        "code in",
        "code mostly in",
        "program in",
        "write mostly",
        "write most of",
        "write in",
        "develop in",
        "develop with",
        "deploy to",
        "deploy on",
        "deploy with",
        "deploy our",
        "run",
        "host on",
        "host our",
        "host my",
        "build with",
        "build on",
        "build in",
        "have been using",
        "have used",
        "am learning",
        "am a",
        "know",
        "manage our",
        "manage my",
        "store our",
        "self-host",
        "self host",
        "prefer",
        "do most of my")) return isNear(clause) ? 0.86 : 0.6;
    if (clause.begins(
        "am using", "are using", "am on", "are on", "am running", "are running", "use to use"))
      return isNear(clause) && !clause.has("to") ? 0.82 : 0.6;
    return 0;
  }

  /** The technology is what is used, not something far behind. */
  private static boolean isNear(Clause clause) {
    return Technologies.anyIn(clause.words().subList(1, Math.min(5, clause.words().size())));
  }

  /** About the work at hand. */
  private static boolean isPassing(Clause clause) {
    return clause
            .lower()
            .matches(
                ".*\\b(?:this|that|these|those|following|error|wrong|broken|fails?|failing|slow|it|here|above|below|now|get|getting|not working|crash\\w*|try\\w*|the (?:command|code|function|query))\\b.*")
        || clause.subject() == Subject.OTHER;
  }
}
