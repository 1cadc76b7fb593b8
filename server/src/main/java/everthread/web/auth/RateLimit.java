package everthread.web.auth;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * So many requests a minute for each key: a bucket that holds a minute's worth and fills steadily.
 * Thread-safe.
 */
public final class RateLimit {
  /** Unlimited. */
  public static final RateLimit NONE = new RateLimit(0, System::nanoTime);

  private static final double NANOS = Duration.ofMinutes(1).toNanos();

  /** A bucket that nobody drew from for a minute is full, and so need not be kept. */
  private static final int LOOK_AFTER = 1_000;

  private final int perMinute;
  private final LongSupplier clock;
  private final Map<UUID, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Bucket {
    private double left;
    private long at;
  }

  /**
   * @param perMinute 0 for no limit
   * @param clock in nanoseconds
   */
  public RateLimit(int perMinute, LongSupplier clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /**
   * Counts one request.
   *
   * @throws ProblemException rate_limited
   */
  public void take(UUID key) {
    if (perMinute == 0) return;
    var wait = drawn(key);
    if (!wait.isZero()) throw new ProblemException(new Problem.RateLimited(wait));
  }

  /** Counts one request if it may be; false, and nothing counted, otherwise. */
  public boolean allows(UUID key) {
    return perMinute == 0 || drawn(key).isZero();
  }

  private synchronized Duration drawn(UUID key) {
    long now = clock.getAsLong();
    var bucket = buckets.get(key);
    if (bucket == null) {
      forget(now);
      bucket = new Bucket();
      bucket.left = perMinute;
      bucket.at = now;
      buckets.put(key, bucket);
    }
    bucket.left = Math.min(perMinute, bucket.left + (now - bucket.at) / NANOS * perMinute);
    bucket.at = now;
    if (bucket.left >= 1) {
      bucket.left--;
      return Duration.ZERO;
    }
    return Duration.ofSeconds((long) Math.ceil((1 - bucket.left) / perMinute * 60));
  }

  private void forget(long now) {
    if (buckets.size() < LOOK_AFTER) return;
    for (Iterator<Bucket> oldest = buckets.values().iterator(); oldest.hasNext(); ) {
      if (now - oldest.next().at < NANOS) return;
      oldest.remove();
    }
  }
}
