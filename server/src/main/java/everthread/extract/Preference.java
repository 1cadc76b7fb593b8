package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;

/** Likes, dislikes and favourites. */
final class Preference implements ClauseExtractor {
  @Override
  public String name() {
    return "preference";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (clause.subject() == Subject.MY || clause.subject() == Subject.OUR) {
      return clause
              .lower()
              .matches(
                  "(?:least |all time |all-time |absolute )?favou?rites?\\b.* (?:is|are|was|has to be|would be|would have to be) (?!(?:that|this|it|when|too)\\b).*")
          ? 0.92
          : 0;
    }
    if (!Judgement.isOwn(clause) || Judgement.isVague(clause)) return 0;
    if (!clause.begins(
        "like",
        "love",
        "enjoy",
        "prefer",
        "adore",
        "hate",
        "dislike",
        "despise",
        "do not like",
        "do not enjoy",
        "do not love",
        "can not stand",
        "am a fan of",
        "am a big fan of",
        "am a huge fan of",
        "am into",
        "am obsessed with",
        "am not a fan of",
        "am not into",
        "am big on",
        "do love",
        "do enjoy",
        "do like",
        "do prefer",
        "never liked",
        "would rather",
        "have always loved",
        "have always liked",
        "am crazy about",
        "am fond of",
        "loved",
        "strongly prefer")) return 0;
    if (utterance.isDialogue())
      return clause.begins("would rather", "love how", "love all", "am not into") ? 0.7 : 0.88;
    if (isSarcastic(clause)) return 0;
    return isPassing(clause)
        ? 0
        : clause.begins("loved", "would rather", "like to", "hate to") ? 0.6 : 0.88;
  }

  /** "Wow, I really love waiting for a build": what nobody loves, after a cry of joy. */
  private static boolean isSarcastic(Clause clause) {
    return clause
        .sentence()
        .lower()
        .matches(
            "(?:oh|wow|sure|great|yay|ah|yeah|fantastic|brilliant|lovely|nice|because)\\b.*\\b(?:love|enjoy|adore|like) (?:it when|when|waiting|debugging|getting|having to|being|watching|spending|fighting|losing|fixing|rebooting|restarting|reading \\d)\\b.*");
  }

  /** About what is being talked of just now. */
  private static boolean isPassing(Clause clause) {
    return clause
        .lower()
        .matches(
            "(?:do not |do |can not |strongly )?\\S+ (?:the|this|that|your|how|what|where|when|it|to (?:see|know|have|get|think|hear|make|add|be|do)|option|version|number|both|all|one|these|those|for|if)\\b.*");
  }
}
