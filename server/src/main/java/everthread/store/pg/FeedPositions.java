package everthread.store.pg;

import everthread.space.SpaceId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far each space's feed has come, known without asking the database. Right only in the one
 * process that writes to the database: it hears of each commit before anyone is told that it
 * succeeded. Thread-safe.
 */
final class FeedPositions {
  /** Longer than a commit whose outcome was not heard can still be under way. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Map<SpaceId, Known> known = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * @param position negative while not known
   * @param doubtful until when (nanoTime) a commit may still come through unheard; null: none may
   */
  private record Known(long position, @Nullable Long doubtful) {}

  FeedPositions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The position, asked of the database only when it is not known for sure. */
  long of(SpaceId space, LongSupplier database) {
    var now = known.get(space);
    if (now != null && now.position() >= 0) return now.position();
    long position = database.getAsLong();
    reached(space, position);
    return position;
  }

  /** A commit, or a look at the database, showed this position. */
  void reached(SpaceId space, long position) {
    known.merge(
        space,
        new Known(position, null),
        (before, now) ->
            isDoubtful(before)
                ? before
                : new Known(Math.max(before.position(), now.position()), null));
  }

  /** A commit's outcome was not heard: it may have succeeded, now or in a moment. */
  void doubt(SpaceId space) {
    known.put(space, new Known(-1, nanoTime.getAsLong() + SETTLED.toNanos()));
  }

  private boolean isDoubtful(Known before) {
    var until = before.doubtful();
    return until != null && until - nanoTime.getAsLong() > 0;
  }
}
