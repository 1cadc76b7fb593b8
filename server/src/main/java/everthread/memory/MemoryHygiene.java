package everthread.memory;

import everthread.space.SpaceId;
import java.time.Instant;
import java.util.Optional;

/** Finds and clears away what is untidy among the memories. Blocks: call from virtual threads. */
public interface MemoryHygiene {

  MemoryReport report(SpaceId space);

  /**
   * What was hidden in one go; {@link #putBack} undoes it until it is erased ten minutes later.
   *
   * @param at names it
   */
  record Cleaned(int count, Instant at) {}

  /** Hides all of a kind. Empty when there is nothing of it. */
  Optional<Cleaned> clean(SpaceId space, MemoryReport.Kind kind);

  /** Shows again what was hidden in one go; how many there still were. */
  int putBack(SpaceId space, Instant at);
}
