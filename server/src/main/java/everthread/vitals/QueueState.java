package everthread.vitals;

import everthread.ingest.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the jobs of one space, or of all, stand. Kinds without any job are absent. */
public record QueueState(List<Kind> kinds, List<Dead> dead) {
  public static final QueueState EMPTY = new QueueState(List.of(), List.of());

  public QueueState {
    kinds = List.copyOf(kinds);
    dead = List.copyOf(dead);
  }

  /**
   * One kind's jobs that are not set aside.
   *
   * @param waiting may run now
   * @param running held by a worker
   * @param later put off after a failure, or an erasure that can still be undone
   * @param oldest when the oldest that may run or runs was made; null when there is none
   */
  public record Kind(
      Job.Kind kind, long waiting, long running, long later, @Nullable Instant oldest) {}

  /** Jobs that were set aside. @param why the kind of failure, never text of a chat */
  public record Dead(Job.Kind kind, String why, long jobs) {}

  public long setAside() {
    return dead.stream().mapToLong(Dead::jobs).sum();
  }
}
