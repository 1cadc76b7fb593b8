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

  /** Held until {@code until}, then {@code by} took its place; null when it just ended. */
  record Superseded(Instant until, @Nullable UUID by) implements Validity {}
}
