package everthread.connecting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, in memory alone, what clients did lately to connect: at most {@value #MOST} of them,
 * for a day. Anybody can make steps here, so what nobody allowed goes first. Thread-safe; never
 * blocks for long.
 */
public final class Attempts {
  private static final int MOST = 24;
  private static final int MOST_UNCLAIMED = 12;
  private static final Duration TOGETHER = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(1);

  /** A client that is let in does these whenever it likes. */
  private static final Set<Stage> AT_ANY_TIME = EnumSet.of(Stage.TOOLS, Stage.CALL);

  /**
   * With these a client begins anew, until it says by its id that it is one of those before; then
   * the two are joined.
   */
  private static final Set<Stage> ARRIVING =
      EnumSet.of(Stage.DOOR, Stage.RESOURCE, Stage.SERVER, Stage.CLIENT);

  private final Clock clock;
  private final List<Course> courses = new ArrayList<>();
  private long numbers;
  private long changes;

  public Attempts(Clock clock) {
    this.clock = clock;
  }

  /** Puts a step to the attempt that it is likely to belong to, or begins one with it. */
  public synchronized void note(Visitor visitor, Step step) {
    var now = clock.instant();
    courses.removeIf(old -> old.lastAt().isBefore(now.minus(KEPT)));
    if (isAfterwards(visitor, step, now)) return;
    var course = find(visitor, step.stage(), now);
    if (course == null) {
      course = new Course(++numbers);
      courses.add(course);
    }
    course.know(visitor, step);
    if (course.add(step, now, changes + 1)) changes++;
    forget();
  }

  /**
   * What a person may see: what clients did with that person's consent or key, and what is nobody's
   * yet. The one that did something last comes first.
   */
  public synchronized List<Attempt> of(UUID person) {
    return courses.stream()
        .filter(course -> course.isOf(person))
        .map(Course::told)
        .sorted(Comparator.comparingLong(Attempt::change).reversed())
        .toList();
  }

  private @Nullable Course find(Visitor visitor, Stage stage, Instant now) {
    return visitor.id() == null ? byOrigin(visitor, stage, now) : byId(visitor, now);
  }

  private @Nullable Course byId(Visitor visitor, Instant now) {
    var unnamed =
        newest(
            course ->
                !course.isNamed()
                    && !course.has(Stage.GREETING)
                    && course.isFrom(visitor.origin())
                    && course.mayBeOf(visitor)
                    && isRecent(course, now));
    var named =
        newest(
            course ->
                course.hasId(visitor.id()) && course.mayBeOf(visitor) && isRecent(course, now));
    if (named == null || unnamed == null) return named == null ? unnamed : named;
    named.takeOver(unnamed);
    courses.remove(unnamed);
    return named;
  }

  private @Nullable Course byOrigin(Visitor visitor, Stage stage, Instant now) {
    var same =
        newest(
            course ->
                course.isFrom(visitor.origin())
                    && course.mayBeOf(visitor)
                    && (AT_ANY_TIME.contains(stage) || isRecent(course, now))
                    && !(ARRIVING.contains(stage) && course.isKnown()));
    if (same != null) {
      boolean isOther = stage == Stage.GREETING && same.greetedOtherwise(visitor.name());
      return isOther ? null : same;
    }
    // The token was fetched by another program of the same house.
    return visitor.person() == null
        ? null
        : newest(
            course ->
                course.isOf(visitor.person())
                    && course.isNear(visitor.origin())
                    && course.has(Stage.TOKEN)
                    && !course.has(Stage.GREETING)
                    && isRecent(course, now));
  }

  private @Nullable Course newest(Predicate<Course> wanted) {
    for (var course : courses.reversed()) if (wanted.test(course)) return course;
    return null;
  }

  /** Who signed off is refused with its old token, which is no news. */
  private boolean isAfterwards(Visitor visitor, Step step, Instant now) {
    if (step.stage() != Stage.DOOR || step.outcome() != Step.Outcome.FAILED) return false;
    var same = newest(course -> course.isFrom(visitor.origin()) && isRecent(course, now));
    return same != null && same.hasSignedOff();
  }

  private static boolean isRecent(Course course, Instant now) {
    return !course.lastAt().isBefore(now.minus(TOGETHER));
  }

  private void forget() {
    while (courses.stream().filter(course -> !course.isClaimed()).count() > MOST_UNCLAIMED) {
      courses.remove(longestAgo(courses.stream().filter(course -> !course.isClaimed()).toList()));
    }
    while (courses.size() > MOST) courses.remove(longestAgo(courses));
  }

  private static Course longestAgo(List<Course> some) {
    return Collections.min(some, Comparator.comparing(Course::lastAt));
  }
}
