package everthread.vitals;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What failed since the start, by kind: kinds are names from this code and from classes, never
 * words of a chat or of an exception's message. Keeps the {@value #MOST} latest kinds. Thread-safe.
 */
public final class Troubles {
  private static final int MOST = 50;

  /** Where it happened. */
  public enum Area {
    READING,
    EXTRACTION,
    MEANING,
    ERASURE,
    INDEX,
    DATABASE,
    REQUEST,
    MODEL
  }

  /** One kind of failure. @param kind such as {@code NullPointerException} */
  public record Trouble(Area area, String kind, long count, Instant last) {}

  private record Key(Area area, String kind) {}

  private final Clock clock;
  private final Map<Key, Trouble> troubles = new HashMap<>();

  public Troubles(Clock clock) {
    this.clock = clock;
  }

  public synchronized void note(Area area, String kind) {
    var now = clock.instant();
    troubles.merge(
        new Key(area, kind),
        new Trouble(area, kind, 1, now),
        (known, fresh) -> new Trouble(area, kind, known.count() + 1, now));
    if (troubles.size() > MOST) dropOldest();
  }

  private void dropOldest() {
    troubles.entrySet().stream()
        .min(Comparator.comparing(entry -> entry.getValue().last()))
        .map(Map.Entry::getKey)
        .ifPresent(troubles::remove);
  }

  /** The latest first. */
  public synchronized List<Trouble> latest() {
    return troubles.values().stream()
        .sorted(Comparator.comparing(Trouble::last).reversed().thenComparing(Trouble::kind))
        .toList();
  }
}
