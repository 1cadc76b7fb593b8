package everthread.vitals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server stands, for a person.
 *
 * @param database null while it does not answer
 * @param restarts how often the database died and came back since the server started
 * @param lastRestart when it last did, null when never
 * @param free bytes left on the disk where the data lies
 * @param floor bytes below which nothing new is taken
 * @param troubles the latest first
 */
public record ServerState(
    Health.Report health,
    @Nullable DatabaseFacts database,
    long restarts,
    @Nullable Instant lastRestart,
    long free,
    long floor,
    List<Troubles.Trouble> troubles) {
  public ServerState {
    troubles = List.copyOf(troubles);
  }
}
