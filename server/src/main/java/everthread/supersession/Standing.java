package everthread.supersession;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a statement held.
 *
 * @param held in order, apart; an open end means that it holds now
 * @param by what took its place, null while it holds
 */
public record Standing(List<Period> held, @Nullable UUID by) {
  public Standing {
    held = List.copyOf(held);
    if (held.isEmpty()) throw new IllegalArgumentException("what was said held at some time");
  }

  /** From {@code from} until just before {@code until}; null: until now. */
  public record Period(Instant from, @Nullable Instant until) {}

  public boolean holds() {
    return until() == null;
  }

  public @Nullable Instant until() {
    return held.getLast().until();
  }
}
