package everthread.vitals;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much room is left where the data lies. Asks the system at most once a second. Thread-safe.
 */
public final class DiskSpace {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final Path folder;
  private final long floor;
  private volatile Measured measured;

  private record Measured(long free, long at) {}

  /**
   * @param floor bytes that must stay free: below it nothing new is taken, so that the database can
   *     still write its log and erase
   */
  public DiskSpace(Path folder, long floor) {
    this.folder = folder;
    this.floor = floor;
    this.measured = measure();
  }

  public long free() {
    if (System.nanoTime() - measured.at() > FRESH) measured = measure();
    return measured.free();
  }

  public long floor() {
    return floor;
  }

  public boolean isFull() {
    return free() < floor;
  }

  /** Five times the floor: time to make room. */
  public boolean isNearlyFull() {
    return free() < 5 * floor;
  }

  private Measured measure() {
    return new Measured(folder.toFile().getUsableSpace(), System.nanoTime());
  }
}
