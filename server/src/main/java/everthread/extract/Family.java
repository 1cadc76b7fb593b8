package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Words;

/** What is said of family, pets and friends: "my sister lives in Oslo" is about the sister. */
final class Family implements ClauseExtractor {
  @Override
  public String name() {
    return "family_pet";
  }

  @Override
  public double confidence(Clause clause, Utterance utterance) {
    var words = clause.words();
    return switch (clause.subject()) {
      case I, WE -> ownsOne(clause) ? 0.9 : 0;
      case MY, OUR ->
          ofThem(
              clause,
              utterance,
              Math.max(Words.FAMILY.lengthAt(words, 0), Words.PETS.lengthAt(words, 0)));
      case OTHER -> 0;
    };
  }

  private static boolean ownsOne(Clause clause) {
    if (clause.begins(
        "am single",
        "am married",
        "am divorced",
        "am engaged",
        "am widowed",
        "are married",
        "are engaged",
        "am getting married",
        "am pregnant",
        "am an only child")) return true;
    if (!clause.begins("have", "own", "adopted", "do not have") || Judgement.isVague(clause))
      return false;
    var rest = clause.from(1);
    for (int i = 0; i < Math.min(4, rest.size()); i++) {
      if (Words.FAMILY.lengthAt(rest, i) > 0 || Words.PETS.lengthAt(rest, i) > 0) return true;
    }
    return false;
  }

  private static double ofThem(Clause clause, Utterance utterance, int noun) {
    if (noun == 0 || clause.words().size() < noun + 2 || Judgement.isVague(clause)) return 0;
    if (!utterance.isDialogue() && clause.begins("friend", "friends", "best friend", "boss"))
      return 0;
    var verb = clause.words().get(noun);
    if (verb.matches(
        "is|are|has|have|was|works|lives|likes|loves|plays|name|owns|teaches|speaks|goes|passed|died|and")) {
      boolean lasting =
          !clause
              .lower()
              .matches(
                  ".*\\b(?:ing|asking|trying|having|getting|coming|going|saying|telling|sick|home|here|sure|great|good|fine)\\b.*");
      if (lasting && !verb.equals("and"))
        return utterance.isDialogue() || !verb.equals("was") ? 0.84 : 0.6;
    }
    if (!utterance.isDialogue()) return 0;
    return verb.matches(
            "would|will|should|could|can|might|may|said|says|wants?|thinks?|keeps?|told")
        ? 0.7
        : 0.8;
  }
}
