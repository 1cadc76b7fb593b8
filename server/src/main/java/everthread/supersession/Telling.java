package everthread.supersession;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Clauses;
import everthread.extract.clause.Prose;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.ThirdPerson;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a message of a person tells that another may tell anew. Pure.
 *
 * @param claims of what the person says of themselves, whether or not it is worth remembering
 */
public record Telling(List<Figure> figures, List<Claim> claims) {
  private static final int MOST_CLAIMS = 24;

  public Telling {
    figures = List.copyOf(figures);
    claims = List.copyOf(claims);
  }

  public static Telling in(String text) {
    var claims = new LinkedHashSet<Claim>();
    for (var clause : Clauses.of(Sentence.in(Prose.of(text)))) {
      if (clause.subject() != Subject.OTHER && !clause.words().isEmpty()) {
        claims.addAll(claims(clause));
      }
    }
    return new Telling(Figures.in(text), claims.stream().limit(MOST_CLAIMS).toList());
  }

  private static List<Claim> claims(Clause clause) {
    return Claims.of(ThirdPerson.of(clause, null), clause.sentence().text()).stream()
        .filter(claim -> !claim.isOpposite())
        .toList();
  }

  public boolean isEmpty() {
    return figures.isEmpty() && claims.isEmpty();
  }

  /** Whether this, said later, tells anew what {@code older} told: a figure, or a rival of it. */
  public boolean retells(Telling older) {
    for (var figure : figures) {
      if (older.figures.stream().anyMatch(figure::replaces)) return true;
    }
    for (var claim : claims) {
      if (older.claims.stream().anyMatch(claim::rivals)) return true;
    }
    return false;
  }
}
