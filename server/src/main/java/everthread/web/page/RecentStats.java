package everthread.web.page;

import everthread.ingest.Stats;
import everthread.ingest.StatsSource;
import everthread.space.SpaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a space stood a few seconds ago: every page shows a little of it, and none needs it to the
 * second. Thread-safe.
 */
final class RecentStats {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private record Seen(Stats stats, Instant at) {}

  private final StatsSource source;
  private final Clock clock;
  private final Map<SpaceId, Seen> seen = new ConcurrentHashMap<>();

  RecentStats(StatsSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  Stats of(SpaceId space) {
    var now = clock.instant();
    var known = seen.get(space);
    if (known != null && known.at().plus(FRESH).isAfter(now)) return known.stats();
    return now(space);
  }

  Stats now(SpaceId space) {
    var stats = source.stats(space);
    seen.put(space, new Seen(stats, clock.instant()));
    return stats;
  }

  /** How many sites want a look. */
  int drifting(SpaceId space) {
    return (int) of(space).sites().values().stream().filter(site -> site.drifting() > 0).count();
  }
}
