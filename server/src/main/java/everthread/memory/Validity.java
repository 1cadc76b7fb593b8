package everthread.memory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a memory holds now. */
public sealed interface Validity {

  /** Holds; {@code since} when it is known from when on. */
  record Current(@Nullable Instant since) implements Validity {}

  /** Doubtful: kept out of answers until a person agrees. */
  record InReview() implements Validity {}

  /**
   * Held from {@code since}, where that is known, until {@code until}; then {@code by} took its
   * place, or it just ended where that is null.
   */
  record Superseded(@Nullable Instant since, Instant until, @Nullable UUID by) implements Validity {
    public Superseded(Instant until, @Nullable UUID by) {
      this(null, until, by);
    }
  }
}
