package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;

/** Where someone lives, comes from, or lived before. */
final class LivesIn implements ClauseExtractor {
  @Override
  public String name() {
    return "lives_in";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (clause.subject() == Subject.MY) {
      return clause.begins("hometown is", "home is in", "time zone is", "timezone is") ? 0.9 : 0;
    }
    if (!Judgement.isOwn(clause) || Judgement.isVague(clause)) return 0;
    if (clause.begins(
        "live in",
        "live on",
        "live near",
        "live by",
        "live at",
        "live outside",
        "live close to",
        "reside in",
        "am based in",
        "grew up in",
        "grew up on",
        "was born in",
        "was raised in",
        "am originally from",
        "am living in",
        "have lived in",
        "used to live in",
        "lived in",
        "live with",
        "live alone",
        "am from")) {
      return clause.has("there") || clause.has("here") ? 0 : 0.9;
    }
    if (clause.begins(
        "moved to",
        "moved from",
        "are moving to",
        "am moving to",
        "relocated to",
        "come from",
        "am in",
        "are from",
        "are based in")) {
      if (clause
          .sentence()
          .lower()
          .matches(
              ".*\\b(?:this week|weekend|today|tonight|tomorrow|for a (?:few )?(?:days?|weeks?)|airport|meeting|until)\\b.*"))
        return 0;
      return Judgement.hasCapital(clause) || utterance.isDialogue() ? 0.82 : 0.6;
    }
    return 0;
  }
}
