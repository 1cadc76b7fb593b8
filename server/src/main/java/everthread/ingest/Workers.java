package everthread.ingest;

import everthread.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that take jobs off the queue and run them. A job that fails is tried again after a pause
 * that doubles; after {@value #MAX_ATTEMPTS} tries it is set aside. Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final int MAX_ATTEMPTS = 8;
  private static final int BATCH = 8;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final JobQueue queue;
  private final Pipeline pipeline;
  private final Semaphore wake = new Semaphore(0);
  private final Map<UUID, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  public Workers(JobQueue queue, Pipeline pipeline, int count) {
    this.queue = queue;
    this.pipeline = pipeline;
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().name("worker-" + i).unstarted(this::work));
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** Says that there may be something to do; without it the queue is looked at once a second. */
  public void wake() {
    if (wake.availablePermits() < threads.size()) wake.release();
  }

  /**
   * Watches for the jobs of these subjects. Register before they are committed, or one that is done
   * in between would never be seen.
   */
  public Watch watch(List<UUID> subjects) {
    return new Watch(subjects);
  }

  /** Waits for jobs of some subjects to have run. */
  public final class Watch {
    private final List<UUID> subjects;
    private final CompletableFuture<?>[] runs;

    private Watch(List<UUID> subjects) {
      this.subjects = List.copyOf(subjects);
      this.runs =
          subjects.stream()
              .map(id -> awaited.computeIfAbsent(id, key -> new CompletableFuture<>()))
              .toArray(CompletableFuture<?>[]::new);
    }

    /** Waits until all have run, but not longer than the limit. */
    public void await(Duration limit) {
      try {
        CompletableFuture.allOf(runs).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException tooLate) {
        LOG.debug("{} jobs are still running", subjects.size());
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        subjects.forEach(awaited::remove);
      }
    }
  }

  private void work() {
    while (!closing) {
      try {
        var jobs = queue.lease(BATCH, LEASE);
        jobs.forEach(this::run);
        if (jobs.isEmpty()) rest(IDLE);
      } catch (ProblemException databaseAway) {
        rest(IDLE);
      } catch (RuntimeException bug) {
        // A worker that ended here would be missing until the next start.
        LOG.error("a worker could not take jobs", stripped(bug));
        rest(IDLE);
      }
    }
  }

  private void rest(Duration time) {
    try {
      var unused = wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Job job) {
    try {
      pipeline.run(job);
      queue.done(job);
    } catch (ProblemException refused) {
      giveBack(job, refused.problem().code(), refused);
    } catch (RuntimeException | StackOverflowError bug) {
      giveBack(job, bug.getClass().getSimpleName(), bug);
    }
    var waiting = awaited.remove(job.subjectId());
    if (waiting != null) waiting.complete(null);
  }

  private void giveBack(Job job, String why, Throwable failure) {
    if (failure instanceof ProblemException) {
      LOG.info("{} {} put off: {}", job.kind(), job.id(), why);
    } else {
      LOG.error(
          "{} {} failed, try {}", job.kind(), job.id(), job.attempts() + 1, stripped(failure));
    }
    if (job.attempts() + 1 >= MAX_ATTEMPTS) {
      queue.bury(job, why);
    } else {
      queue.retry(job, why, pause(job.attempts()));
    }
  }

  /** The trace without the message, which could quote a chat. */
  private static Throwable stripped(Throwable failure) {
    var bare = new IllegalStateException(failure.getClass().getName());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }

  private static Duration pause(int attempts) {
    var pause = Duration.ofSeconds(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Lets what is running end and takes nothing new. */
  @Override
  public void close() {
    closing = true;
    wake.release(threads.size());
    for (var thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
