package everthread.ingest;

import everthread.ingest.JobListener.End;
import everthread.problem.Bare;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that take jobs off the queue and run them, those of one space that are due together. A
 * job that fails is tried again after a pause that doubles; after {@value #MAX_ATTEMPTS} tries it
 * is set aside. Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final int MAX_ATTEMPTS = 8;
  private static final int BATCH = 128;

  /** Far longer than a batch takes; a job may run twice anyhow. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Under steady load this lets a batch gather, which costs less than many small ones. */
  private static final Duration GATHER = Duration.ofMillis(15);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final JobQueue queue;
  private final Pipeline pipeline;
  private final Precedence precedence;
  private final Semaphore wake = new Semaphore(0);
  private final Watches watches = new Watches();
  private final AtomicInteger busy = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;
  private volatile JobListener listener = (job, end, why, took) -> {};

  public Workers(JobQueue queue, Pipeline pipeline, Precedence precedence, int count) {
    this.queue = queue;
    this.pipeline = pipeline;
    this.precedence = precedence;
    for (int i = 0; i < count; i++) {
      // Of the system, not virtual: a long reading must not take the requests' turns.
      threads.add(Thread.ofPlatform().daemon().name("worker-" + i).unstarted(this::work));
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** Who is told how each job ends. */
  public void listen(JobListener listener) {
    this.listener = listener;
  }

  /** How many of the threads are alive. */
  public int running() {
    return (int) threads.stream().filter(Thread::isAlive).count();
  }

  /** Whether any job is being run. */
  public boolean areBusy() {
    return busy.get() > 0;
  }

  /** Says that there may be something to do; without it the queue is looked at once a second. */
  public void wake() {
    if (wake.availablePermits() < threads.size()) wake.release();
  }

  /** Those who wait for how the reading of some captures ends. */
  Watches watches() {
    return watches;
  }

  private void work() {
    while (!closing) {
      try {
        long begun = System.nanoTime();
        var jobs = queue.lease(BATCH, LEASE);
        if (jobs.isEmpty()) {
          rest(IDLE);
        } else {
          busy.incrementAndGet();
          try {
            runOrRelease(jobs, begun);
          } finally {
            busy.decrementAndGet();
          }
          precedence.giveWay(since(begun));
          if (jobs.size() < BATCH) pause(begun);
        }
      } catch (ProblemException databaseAway) {
        rest(IDLE);
      } catch (RuntimeException bug) {
        // A worker that ended here would be missing until the next start.
        LOG.error("a worker could not take jobs", Bare.of(bug));
        rest(IDLE);
      }
    }
  }

  private void pause(long begun) {
    long left = GATHER.toNanos() - (System.nanoTime() - begun);
    if (left > 0) java.util.concurrent.locks.LockSupport.parkNanos(left);
  }

  private void rest(Duration time) {
    try {
      var unused = wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** While the database is away, waits with the jobs in hand as long as they are ours. */
  private void runOrRelease(List<Job> jobs, long begun) {
    while (!closing) {
      try {
        run(jobs);
        return;
      } catch (ProblemException away) {
        if (System.nanoTime() - begun > LEASE.toNanos() / 2) throw away;
        rest(IDLE);
      }
    }
    queue.release(jobs);
  }

  /** Runs jobs together; where that fails, each by itself, so that a bad one fails alone. */
  private void run(List<Job> jobs) {
    long began = System.nanoTime();
    try {
      watches.ended(pipeline.run(jobs.getFirst().space(), jobs));
      // What one of several took, nobody knows: each is told its share.
      var share = since(began).dividedBy(jobs.size());
      for (var job : jobs) listener.ended(job, End.DONE, "", share);
    } catch (ProblemException refused) {
      if (refused.problem() instanceof Problem.Unavailable) throw refused;
      apart(jobs, refused.problem().code(), refused, since(began));
    } catch (RuntimeException | StackOverflowError bug) {
      apart(jobs, bug.getClass().getSimpleName(), bug, since(began));
    }
  }

  private void apart(List<Job> jobs, String why, Throwable failure, Duration took) {
    if (jobs.size() == 1) giveBack(jobs.getFirst(), why, failure, took);
    else for (var job : jobs) run(List.of(job));
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void giveBack(Job job, String why, Throwable failure, Duration took) {
    if (failure instanceof ProblemException) {
      LOG.info("{} {} put off: {}", job.kind(), job.id(), why);
    } else {
      LOG.error("{} {} failed, try {}", job.kind(), job.id(), job.attempts() + 1, Bare.of(failure));
    }
    boolean last = job.attempts() + 1 >= MAX_ATTEMPTS;
    listener.ended(job, last ? End.DEAD : End.PUT_OFF, why, took);
    if (last) {
      queue.bury(job, why);
    } else {
      queue.retry(job, why, pause(job.attempts()));
    }
    watches.gaveUp(job.subjectId());
  }

  private static Duration pause(int attempts) {
    var pause = Duration.ofSeconds(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Lets what is running end, takes nothing new, and gives back what was not begun. */
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
