package everthread.supersession;

import everthread.supersession.Standing.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of many statements hold. Looks at the whole set each time, so the answer depends on what
 * was said and when, not on the order in which it became known. Pure.
 */
public final class Supersession {
  private Supersession() {}

  /** How each statement stands, by its id. */
  public static Map<UUID, Standing> settle(Collection<Said> statements) {
    return settle(statements, statements);
  }

  /**
   * How some statements stand, by their ids.
   *
   * @param beside all that may take the place of any of them
   */
  public static Map<UUID, Standing> settle(Collection<Said> statements, Collection<Said> beside) {
    var standings = new HashMap<UUID, Standing>();
    for (var statement : statements) standings.put(statement.id(), standing(statement, beside));
    return standings;
  }

  private record Replaced(Instant at, UUID by) {}

  /** Each time it is said it holds anew, until the next that takes its place. */
  private static Standing standing(Said statement, Collection<Said> statements) {
    var held = new ArrayList<Period>();
    UUID by = null;
    for (var from : statement.times()) {
      var last = held.isEmpty() ? null : held.getLast();
      if (last != null && (last.until() == null || last.until().isAfter(from))) continue;
      var replaced = replaced(statement, from, statements);
      by = replaced == null ? null : replaced.by();
      held.add(new Period(from, replaced == null ? null : replaced.at()));
    }
    return new Standing(joined(held), by);
  }

  /**
   * The next that takes its place after it was said; what is said at the same time does not, nor
   * what was said before a person upheld it.
   */
  private static @Nullable Replaced replaced(
      Said statement, Instant from, Collection<Said> statements) {
    var upheld = statement.upheldAt();
    var after = upheld != null && upheld.isAfter(from) ? upheld : from;
    Replaced first = null;
    for (var other : statements) {
      if (other.id().equals(statement.id()) || !other.replaces(statement)) continue;
      for (var at : other.times()) {
        if (!at.isAfter(after) || isSaidAgain(statement, from, at)) continue;
        if (first == null || order(at, other.id(), first) < 0) first = new Replaced(at, other.id());
        break;
      }
    }
    return first;
  }

  /** Said again at the very moment in which something else would replace it, it stays. */
  private static boolean isSaidAgain(Said statement, Instant from, Instant at) {
    return statement.times().stream().anyMatch(again -> again.isAfter(from) && again.equals(at));
  }

  private static int order(Instant at, UUID id, Replaced other) {
    int byTime = at.compareTo(other.at());
    return byTime == 0 ? id.compareTo(other.by()) : byTime;
  }

  private static List<Period> joined(List<Period> held) {
    var joined = new ArrayList<Period>();
    for (var period : held) {
      var last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && period.from().equals(last.until())) {
        joined.removeLast();
        joined.add(new Period(last.from(), period.until()));
      } else {
        joined.add(period);
      }
    }
    return joined;
  }
}
