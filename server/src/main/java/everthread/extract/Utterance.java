package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clauses;
import everthread.extract.clause.Prose;
import everthread.extract.clause.RelativeDates;
import everthread.extract.clause.RolePlay;
import everthread.extract.clause.Sentence;
import java.util.List;

/**
 * A person's turn, read once for all extractors.
 *
 * @param turn as it was written
 * @param before the turns before it in the conversation, oldest first, for context only
 * @param sentences of the person's own prose; none when the turn sets up a role play
 * @param clauses of those sentences, in order
 */
public record Utterance(
    Turn turn, List<Turn> before, List<Sentence> sentences, List<Clause> clauses) {
  public Utterance {
    before = List.copyOf(before);
    sentences = List.copyOf(sentences);
    clauses = List.copyOf(clauses);
  }

  /** Reads a turn. */
  public static Utterance of(Turn turn, List<Turn> before) {
    var sentences = Sentence.in(Prose.of(turn.text()));
    if (RolePlay.isSetUpBy(sentences)) sentences = List.of();
    return new Utterance(
        turn, before, sentences, Clauses.of(sentences, RelativeDates.from(turn.saidAt())));
  }

  /**
   * Whether people talk with each other. There they tell of themselves; to an assistant they mostly
   * give tasks.
   */
  public boolean isDialogue() {
    return turn.author() != null;
  }

  Fact fact(String text, Sentence quote, double confidence, MemoryExtractor extractor) {
    return new Fact(
        text, turn.sourceId(), turn.author(), quote.text(), confidence, extractor.name());
  }
}
