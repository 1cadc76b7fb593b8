package everthread.connecting;

import everthread.connecting.Attempt.Seen;
import everthread.connecting.Step.Outcome;
import everthread.connecting.Visitor.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt under way. Not thread-safe: {@link Attempts} guards it. */
final class Course {
  private static final int MOST_STEPS = 30;

  /** What a client may do again at any time, and what says no more the second time. */
  private static final Set<Stage> READING =
      EnumSet.of(Stage.DOOR, Stage.RESOURCE, Stage.SERVER, Stage.CLIENT);

  /** Told once, since a connected client does these all day. */
  private static final Set<Stage> ONCE = EnumSet.of(Stage.TOOLS, Stage.CALL);

  private final long number;
  private final List<Seen> steps = new ArrayList<>();
  private @Nullable Origin origin;
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable UUID person;
  private Instant lastAt = Instant.MIN;
  private long change;

  Course(long number) {
    this.number = number;
  }

  /** False for another person's: what one did is never put to the other. */
  boolean mayBeOf(Visitor visitor) {
    return person == null || visitor.person() == null || person.equals(visitor.person());
  }

  boolean isOf(@Nullable UUID whose) {
    return person == null || person.equals(whose);
  }

  boolean isClaimed() {
    return person != null;
  }

  boolean isKnown() {
    return id != null || has(Stage.GREETING);
  }

  boolean hasSignedOff() {
    return !steps.isEmpty() && steps.getLast().step().stage() == Stage.END;
  }

  boolean isNamed() {
    return id != null;
  }

  boolean hasId(@Nullable String other) {
    return id != null && id.equals(other);
  }

  boolean isFrom(@Nullable Origin other) {
    return origin != null && origin.equals(other);
  }

  /** From the same address, by whatever program of it. */
  boolean isNear(@Nullable Origin other) {
    return origin != null && other != null && origin.address().equals(other.address());
  }

  /** Another client greets, or it greets under another name. */
  boolean greetedOtherwise(@Nullable String other) {
    return has(Stage.GREETING)
        && name != null
        && other != null
        && id == null
        && !name.equals(other);
  }

  boolean has(Stage stage) {
    return steps.stream()
        .anyMatch(seen -> seen.step().stage() == stage && seen.step().outcome() == Outcome.DONE);
  }

  Instant lastAt() {
    return lastAt;
  }

  /**
   * Learns what the visitor tells of itself; what was known stays. Where it comes from is believed
   * when only the client itself could do that step: anybody can fail in its name.
   */
  void know(Visitor visitor, Step step) {
    boolean isProven = step.outcome() == Outcome.DONE && step.stage() != Stage.END;
    boolean isBelieved = origin == null || isProven;
    if (visitor.origin() != null && isBelieved) origin = visitor.origin();
    if (id == null) id = visitor.id();
    if (name == null) name = visitor.name();
    if (person == null) person = visitor.person();
  }

  /** True when that changed what is to be seen. */
  boolean add(Step step, Instant now, long change) {
    if (step.outcome() == Outcome.DONE && ONCE.contains(step.stage()) && has(step.stage())) {
      return false;
    }
    this.change = change;
    lastAt = now;
    int same = sameAs(step);
    if (same >= 0) {
      var seen = steps.get(same);
      steps.set(same, new Seen(seen.step(), seen.at(), seen.times() + 1));
      return true;
    }
    if (isAnswered(step)) steps.removeLast();
    steps.add(new Seen(step, now, 1));
    if (steps.size() > MOST_STEPS) steps.removeFirst();
    return true;
  }

  private int sameAs(Step step) {
    if (!READING.contains(step.stage())) {
      return !steps.isEmpty() && steps.getLast().step().equals(step) ? steps.size() - 1 : -1;
    }
    for (int i = 0; i < steps.size(); i++) if (steps.get(i).step().equals(step)) return i;
    return -1;
  }

  /** What waited for the person gives way to what came of it. */
  private boolean isAnswered(Step step) {
    if (steps.isEmpty()) return false;
    var last = steps.getLast().step();
    return last.outcome() == Outcome.WAITING && last.stage() == step.stage();
  }

  /** Takes over what the same client did before it said who it is. */
  void takeOver(Course unnamed) {
    for (var seen : unnamed.steps) {
      int same = sameAs(seen.step());
      if (same < 0) steps.add(seen);
    }
    steps.sort(Comparator.comparing(Seen::at));
    while (steps.size() > MOST_STEPS) steps.removeFirst();
  }

  Attempt told() {
    return new Attempt(
        number,
        name == null ? "" : name,
        id == null ? "" : id,
        origin == null ? "" : origin.agent(),
        origin == null ? Place.UNKNOWN : Place.of(origin.address()),
        steps,
        lastAt,
        change);
  }
}
