package everthread.extract;

import everthread.extract.clause.Stems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Everthread itself put into a conversation: it is not learned again. Immutable. */
final class Recalled {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<everthread-memory\\b[^>]*>(.*?)(?:</everthread-memory>|\\z)", Pattern.DOTALL);
  private static final double SAME = 0.85;

  private final List<Stems> statements;

  private Recalled(List<Stems> statements) {
    this.statements = statements;
  }

  static Recalled in(List<Turn> turns) {
    var statements = new ArrayList<Stems>();
    for (var turn : turns) {
      var block = BLOCK.matcher(turn.text());
      while (block.find()) {
        block
            .group(1)
            .lines()
            .map(line -> Stems.of(line.replaceAll("\\[[^\\]]*\\]", "")))
            .forEach(statements::add);
      }
    }
    return new Recalled(List.copyOf(statements));
  }

  boolean holds(Stems fact) {
    return statements.stream().anyMatch(statement -> statement.similarity(fact) >= SAME);
  }
}
