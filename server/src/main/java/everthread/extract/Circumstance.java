package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Words;

/** Other lasting things that someone says of their life: age, belongings, studies, pastimes. */
final class Circumstance implements ClauseExtractor {
  private static final String LASTING =
      "(?:am \\d{1,2}(?: years old)?$|am (?:studying|majoring|left handed|left-handed|colorblind|colourblind|deaf|blind|dyslexic|a student|an? \\S+ student)\\b.*|own (?:a|an|two|three|my)\\b.*|drive an?\\b.*|play (?:the )?\\w+.*|collect\\b.*|volunteer\\b.*|majored in\\b.*|graduated from\\b.*|was diagnosed with\\b.*|study \\w+ at\\b.*|have been \\S+ing .*for .*(?:years|months|decades)|have (?:\\d+|two|three|four|five|six|seven|eight|nine|ten|twenty) years\\b.*|have adhd|wear glasses|have (?:a )?(?:degree|phd|masters?|bachelors?)\\b.*|am training for\\b.*|am (?:preparing|studying) for (?:the|my|an?) .*\\b(?:exam|certification|licen[cs]e|marathon|test)\\b.*|am doing (?:a|my) (?:phd|masters?|bachelors?|degree|internship|apprenticeship)\\b.*|have been an? (?!bit|while|lot|few).* for .*(?:years|months|decades)|rent out an?\\b.*|am (?:\\S+ ){0,2}colou?r[ -]?blind|am on a (?:budget|diet)\\b.*|sing in\\b.*|have an? (?:\\S+ )?(?:car|truck|garden|house|farm|boat|motorcycle|piano|guitar|macbook|thinkpad)\\b.*)";

  /** Heads that people use for the passing as well as for the lasting. */
  private static final String DOUBTFUL =
      "(?:do not|have not|would love|am not|have some|go to|go|take|am taking|am on|can not|am working|have always|have a (?:good|great|few|lot|bit|hard|long|new|big)|make|have an|buy|own|am very|am the|get up|sleep|am huge|follow|keep|do(?! a\\b)|order|am about|am expecting|fix|run|write|see|wear)\\b.*|.*\\b(?:this|that|it|them|him|her|awhile|thought|one|heard|seen|tried)\\b.*|have been (?!.*\\b(?:years|married|for)\\b).*";

  @Override
  public String name() {
    return "circumstance";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (Judgement.isVague(clause)) return 0;
    boolean lasting = Judgement.isOwn(clause) && clause.lower().matches(LASTING);
    if (!utterance.isDialogue()) return inChat(clause, lasting);
    if (clause.subject() == Subject.MY)
      return Words.OF_THE_PERSON.begin(clause.words())
              && clause.lower().matches(".* (?:is|are|was|were|has|have) .*")
          ? 0.82
          : 0;
    if (!Judgement.isOwn(clause) || !Words.STATES.begin(clause.words())) return lasting ? 0.85 : 0;
    return clause.lower().matches(DOUBTFUL) ? 0.6 : 0.82;
  }

  private static double inChat(Clause clause, boolean lasting) {
    if (clause.lower().matches(".*\\b(?:this|that|these|following|it)\\b.*")) return 0;
    if (lasting) return 0.84;
    if (clause.subject() == Subject.MY)
      return Words.OF_THE_PERSON.begin(clause.words())
              && clause.lower().matches("\\S+(?: \\S+)? (?:is|are) (?!to\\b|that\\b|not\\b).*")
          ? 0.6
          : 0;
    return Judgement.isOwn(clause)
            && Words.STATES.begin(clause.words())
            && !Judgement.isTask(clause)
        ? 0.55
        : 0;
  }
}
