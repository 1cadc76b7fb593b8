package everthread.store.pg;

import everthread.space.Holder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Who bears the keys that were looked up within the last second, so that one who asks again at once
 * costs the database nothing. Right only in the one process that writes to the database: whatever
 * it changes of keys, people or spaces ends all that is remembered. Thread-safe.
 */
final class RecentHolders {
  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final LongSupplier changes;
  private final LongSupplier nanoTime;

  private record Seen(Holder holder, long changes, long until) {}

  /**
   * @param changes how often keys, people or spaces have been changed so far
   */
  RecentHolders(LongSupplier changes, LongSupplier nanoTime) {
    this.changes = changes;
    this.nanoTime = nanoTime;
  }

  Optional<Holder> of(String hash) {
    var known = seen.get(hash);
    if (known == null || known.changes() != changes.getAsLong()) return Optional.empty();
    return known.until() - nanoTime.getAsLong() > 0
        ? Optional.of(known.holder())
        : Optional.empty();
  }

  /**
   * To be asked before a look at the database: what changes during the look ends what it brings.
   */
  long before() {
    return changes.getAsLong();
  }

  /**
   * Remembers what a look brought.
   *
   * @param before what {@link #before} said when the look began
   * @param left for how long the key is still good
   */
  void remember(String hash, Holder holder, long before, Duration left) {
    if (seen.size() >= MOST) seen.clear();
    var kept = left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
    seen.put(hash, new Seen(holder, before, nanoTime.getAsLong() + kept.toNanos()));
  }
}
