package everthread.vitals;

import java.time.Instant;
import java.util.Map;

/**
 * What the database tells of itself.
 *
 * @param bytes size on disk, without its log
 * @param settings those that decide whether what was acknowledged survives a crash, by name
 * @param commits transactions since its counters began
 * @param rollbacks transactions that were taken back
 */
public record DatabaseFacts(
    String version,
    long bytes,
    Instant startedAt,
    Map<String, String> settings,
    long commits,
    long rollbacks) {
  public DatabaseFacts {
    settings = Map.copyOf(settings);
  }

  /** Whether a crash loses nothing. */
  public boolean isSafe() {
    return settings.values().stream().noneMatch("off"::equals);
  }
}
