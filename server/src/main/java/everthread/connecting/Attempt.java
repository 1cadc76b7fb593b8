package everthread.connecting;

import java.time.Instant;
import java.util.List;

/**
 * What one client did, as far as it came.
 *
 * @param number of its own, larger for a later attempt
 * @param name what it calls itself; empty when it never said
 * @param id the client's id; empty for one that did not sign in
 * @param agent its User-Agent; empty when it sent none
 * @param steps in the order in which they happened, never empty
 * @param lastAt when it did the last of them, for the last time
 * @param change larger after every step that any client did
 */
public record Attempt(
    long number,
    String name,
    String id,
    String agent,
    Place place,
    List<Seen> steps,
    Instant lastAt,
    long change) {
  public Attempt {
    steps = List.copyOf(steps);
  }

  /**
   * A step, and when.
   *
   * @param at the first time
   * @param times how often
   */
  public record Seen(Step step, Instant at, int times) {}
}
