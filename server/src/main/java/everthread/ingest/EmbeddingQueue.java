package everthread.ingest;

import everthread.search.embed.PassageVectors;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model has not read yet. It is filled from the change feed, so that whoever writes messages
 * pays nothing for it and nothing is ever missed: after a crash, a restore or a change of model it
 * goes on from where the feed was last looked at. Blocks.
 */
public interface EmbeddingQueue {

  /** How much of a space there is and waits. @param dead set aside after too many tries */
  record Waiting(long pending, long dead) {}

  /** A task that was computed. @param computed vectors by the number of the chunk */
  record Computed(EmbeddingTask task, Map<Integer, PassageVectors> computed) {
    public Computed {
      computed = Map.copyOf(computed);
    }
  }

  /**
   * Takes note of a part of what changed since it was last called.
   *
   * @return whether there was anything to take note of
   */
  boolean follow(String model);

  /**
   * Takes some tasks of one space that nobody holds, the most urgent first: memories and what
   * people said themselves, then named speakers, then short answers, long ones last; the newest
   * first in each. Spaces take turns. Nothing of what is hidden.
   */
  List<EmbeddingTask> lease(String model, Duration lease);

  /**
   * Keeps vectors, says so in the change feed, and ends the tasks, all in one transaction. What was
   * erased or hidden meanwhile is left out; what changed meanwhile stays in the queue.
   */
  void keep(String model, List<Computed> computed);

  /** Gives tasks back that were not begun; the try is not counted. */
  void release(String model, List<EmbeddingTask> tasks);

  /** Gives a failed task back. @param why the kind of failure, never text of a chat */
  void retry(String model, EmbeddingTask task, String why, Duration pause);

  /** Sets a task aside until its text changes or somebody asks for it. */
  void bury(String model, EmbeddingTask task, String why);

  /** Of one space; what is hidden does not count. */
  Waiting waiting(SpaceId space, String model);

  /** Of all spaces together. */
  Waiting waiting(String model);

  /** Models that anything is kept of. */
  Set<String> models();

  /**
   * Removes some of what other models made.
   *
   * @return whether there may be more
   */
  boolean forgetOthers(String model);
}
