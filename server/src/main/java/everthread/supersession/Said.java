package everthread.supersession;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement and when it was made.
 *
 * @param times each time it was said, at least one, in order
 * @param upheldAt when a person last said that it holds in spite of what was said before; null when
 *     nobody did
 */
public record Said(UUID id, List<Claim> claims, List<Instant> times, @Nullable Instant upheldAt) {
  public Said {
    claims = List.copyOf(claims);
    times = times.stream().sorted().distinct().toList();
    if (times.isEmpty()) throw new IllegalArgumentException("a statement was said at some time");
  }

  boolean replaces(Said older) {
    for (var mine : claims) {
      for (var other : older.claims) if (mine.replaces(other)) return true;
    }
    return false;
  }

  /** Whether both speak of one thing and differ, whether or not one takes the other's place. */
  public boolean rivals(Said other) {
    for (var mine : claims) {
      for (var its : other.claims) if (mine.rivals(its)) return true;
    }
    return false;
  }
}
