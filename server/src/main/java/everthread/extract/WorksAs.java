package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Words;

/** What someone does for a living, and for whom. */
final class WorksAs implements ClauseExtractor {
  private static final int LONGEST_JOB = 9;

  @Override
  public String name() {
    return "works_as";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (clause.subject() == Subject.MY) {
      return clause.begins(
                  "job is",
                  "occupation is",
                  "profession is",
                  "company is",
                  "employer is",
                  "job title is",
                  "title is")
              && !clause.begins("job is to")
          ? 0.88
          : 0;
    }
    if (clause.subject() != Subject.I || Judgement.isVague(clause)) return 0;
    if (clause.begins(
        "work as",
        "work at",
        "work for",
        "work in",
        "work from home",
        "work remotely",
        "am working as",
        "am working at",
        "am working for",
        "am employed",
        "am self employed",
        "am self-employed",
        "am unemployed",
        "am retired",
        "used to work",
        "worked as",
        "worked at",
        "worked for",
        "used to be a",
        "used to be an",
        "retired from",
        "run a",
        "own a",
        "run my own",
        "own my own",
        "teach",
        "freelance as",
        "lead a team",
        "lead the",
        "manage a team",
        "am the head",
        "am the lead",
        "am head of",
        "am in charge of")) {
      return utterance.isDialogue() || !clause.has("this") ? 0.9 : 0;
    }
    return isRole(clause) ? 0.86 : 0;
  }

  /** "am a nurse", not "am a bit tired". */
  private static boolean isRole(Clause clause) {
    if (!clause.begins("am a", "am an") || clause.words().size() > LONGEST_JOB) return false;
    var rest = clause.from(2);
    return !rest.isEmpty() && Words.NOT_A_JOB.lengthAt(rest, 0) == 0;
  }
}
