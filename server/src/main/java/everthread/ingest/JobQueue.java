package everthread.ingest;

import everthread.space.SpaceId;
import java.time.Duration;
import java.util.List;

/**
 * Work that survives a crash: written with the data that causes it, taken under a lease, given back
 * when the lease runs out. Blocks: call from virtual threads.
 */
public interface JobQueue {

  /**
   * Takes up to {@code limit} due jobs that nobody holds, oldest first and all of one space. Spaces
   * that have any take turns, so a large backlog of one does not hold up another.
   */
  List<Job> lease(int limit, Duration lease);

  /** Ends jobs for good, all in one transaction. */
  void done(List<Job> jobs);

  /** Gives jobs back that were not begun; they may be had again at once. */
  void release(List<Job> jobs);

  /**
   * Gives a failed job back.
   *
   * @param why the kind of failure, never text of a chat
   * @param pause until it may be tried again
   */
  void retry(Job job, String why, Duration pause);

  /** Sets a job aside; it is shown and can be {@link #replay}ed. */
  void bury(Job job, String why);

  /** How many jobs of a space were set aside. */
  long dead(SpaceId space);

  /** Has the space's dead jobs tried again; how many. */
  long replay(SpaceId space);
}
