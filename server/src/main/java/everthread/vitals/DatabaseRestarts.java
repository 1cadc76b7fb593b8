package everthread.vitals;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Remembers when the database died and came back since the server started. Thread-safe. */
public final class DatabaseRestarts {
  private final Clock clock;
  private boolean away;
  private long count;
  private Optional<Instant> last = Optional.empty();

  public DatabaseRestarts(Clock clock) {
    this.clock = clock;
  }

  /** It does not run. May be told again. */
  public synchronized void died() {
    away = true;
  }

  /** It answers; a restart when it had died. */
  public synchronized void answers() {
    if (away) {
      count++;
      last = Optional.of(clock.instant());
    }
    away = false;
  }

  public synchronized long count() {
    return count;
  }

  public synchronized Optional<Instant> last() {
    return last;
  }
}
