package everthread.extract;

import everthread.extract.clause.Clauses;
import everthread.extract.clause.Recollection;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.Stems;
import everthread.extract.clause.ThirdPerson;
import java.util.ArrayList;
import java.util.List;

/** What Everthread itself put into a conversation: it is not learned again. Immutable. */
final class Recalled {
  private static final double SAME = 0.85;

  private final List<Stems> statements;

  private Recalled(List<Stems> statements) {
    this.statements = statements;
  }

  /** In whatever turn it stands: the person's, a tool's or an assistant's. */
  static Recalled in(List<Turn> turns) {
    var statements = new ArrayList<Stems>();
    for (var turn : turns) {
      for (var body : Recollection.in(turn.text()))
        body.lines().forEach(line -> add(line, statements));
    }
    return new Recalled(List.copyOf(statements));
  }

  /** A note as it stands, and what a person's own words in it state. */
  private static void add(String line, List<Stems> statements) {
    var said =
        line.replaceAll("\\[[^\\]]*\\]|\\(\\d{1,2} \\p{L}+ \\d{4}, [^)]*\\)\\s*$", "")
            .replaceFirst("^\\W*(?:User|Assistant): ", "")
            .replaceAll("\"(?:text|content|snippet)\"\\s*:\\s*|[{}\"]", " ");
    statements.add(Stems.of(said));
    for (var clause : Clauses.of(Sentence.in(said))) {
      statements.add(Stems.of(ThirdPerson.of(clause, null)));
      statements.add(Stems.of(String.join(" ", clause.words())));
    }
  }

  boolean holds(Stems fact) {
    return statements.stream().anyMatch(statement -> statement.similarity(fact) >= SAME);
  }
}
