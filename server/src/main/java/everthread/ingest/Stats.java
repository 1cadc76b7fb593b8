package everthread.ingest;

import everthread.conversation.Site;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a space stands.
 *
 * @param bytes size on disk of the space's index
 * @param drift captures that could not be read and wait for a fix
 * @param pending what is still to be done
 */
public record Stats(
    long conversations,
    long messages,
    long memories,
    long captures,
    long bytes,
    long drift,
    Pending pending,
    Map<Site, SiteStats> sites) {
  public Stats {
    sites = Map.copyOf(sites);
  }

  /** Counts of what still waits; all zero when everything said can be found. */
  public record Pending(long reading, long extraction, long embedding, long index) {}

  /** One site's part. {@code drifting} is what of it could not be read. */
  public record SiteStats(
      long conversations, long messages, long drifting, @Nullable Instant lastCaptureAt) {}
}
