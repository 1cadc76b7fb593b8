package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Stems;
import everthread.extract.clause.ThirdPerson;
import everthread.extract.clause.Words;
import java.util.ArrayList;
import java.util.List;

/** An extractor that judges one clause at a time and says it in the third person. */
interface ClauseExtractor extends MemoryExtractor {
  int LONGEST = 14;
  int MOST_STEMS = 9;

  /** How sure the clause is a fact of this kind, 0 when it is none. */
  double confidence(Clause clause, Utterance utterance);

  @Override
  default List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    for (var clause : utterance.clauses()) {
      if (!isSound(clause)) continue;
      double confidence = confidence(clause, utterance);
      if (confidence <= 0) continue;
      var text = ThirdPerson.of(clause, utterance.turn().author());
      facts.add(utterance.fact(text, clause.sentence(), confidence, this));
    }
    return facts;
  }

  /** Stands by itself: about the person, not too long, and not about "it" or "that". */
  private static boolean isSound(Clause clause) {
    var words = clause.words();
    if (clause.subject() == Clause.Subject.OTHER || words.size() < 2 || words.size() > LONGEST)
      return false;
    int rejected = Words.REJECTED.lengthAt(words, 0);
    if (rejected == words.size() || rejected >= 2 || clause.isAddressed()) return false;
    return Stems.of(clause.lower()).size() <= MOST_STEMS;
  }
}
