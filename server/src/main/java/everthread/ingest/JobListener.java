package everthread.ingest;

import java.time.Duration;

/** Is told how each try of a job ended. Must neither block nor throw. */
@FunctionalInterface
public interface JobListener {
  /** How a try ended. */
  enum End {
    DONE,
    /** Failed; it is tried again later. */
    PUT_OFF,
    /** Failed for the last time; it was set aside. */
    DEAD
  }

  /**
   * @param why the kind of failure, never text of a chat; empty when it is done
   */
  void ended(Job job, End end, String why, Duration took);
}
