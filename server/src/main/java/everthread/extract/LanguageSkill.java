package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Words;

/** Which languages someone speaks or learns. */
final class LanguageSkill implements ClauseExtractor {
  @Override
  public String name() {
    return "language_skill";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    if (!Words.LANGUAGES.anyIn(clause.words())) return 0;
    if (clause.subject() == Subject.MY) {
      return clause.begins(
              "native language is", "first language is", "mother tongue is", "second language is")
          ? 0.92
          : 0;
    }
    if (!Judgement.isOwn(clause)) return 0;
    boolean skill =
        clause.begins(
            "speak",
            "do not speak",
            "am learning",
            "am fluent in",
            "can speak",
            "am studying",
            "learned",
            "study",
            "am a native",
            "understand",
            "read",
            "am bilingual",
            "have been learning",
            "have been studying",
            "grew up speaking",
            "want to learn",
            "teach");
    return skill ? 0.9 : 0;
  }
}
