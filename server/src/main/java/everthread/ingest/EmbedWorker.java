package everthread.ingest;

import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.embed.Embedder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads for meaning, in the background. While the model, an endpoint or the
 * database is away, it tries again after a pause that doubles. Thread-safe.
 */
public final class EmbedWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbedWorker.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final EmbedStage stage;
  private final EmbedListener listener;
  private final Supplier<Embedder> model;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().daemon().name("embedder").unstarted(this::work);
  private Duration pause = IDLE;
  private boolean warm;
  private volatile @Nullable String trouble;
  private volatile boolean closing;

  /**
   * @param model gives the model in use, the first time after loading it; throws a {@link
   *     ProblemException} while there is none
   */
  public EmbedWorker(
      EmbeddingQueue queue, Supplier<Embedder> model, Quiet quiet, EmbedListener listener) {
    this.stage = new EmbedStage(queue, quiet, listener);
    this.listener = listener;
    this.model = model;
  }

  public void start() {
    thread.start();
  }

  /** Says that there may be something to do; without it the queue is looked at once a second. */
  public void wake() {
    if (wake.availablePermits() == 0) wake.release();
  }

  /** Why nothing can be read just now, a sentence for a person; empty while all is well. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void work() {
    try {
      // The server's start goes first.
      sleep(IDLE);
      while (!closing) step();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    try {
      var embedder = model.get();
      if (!warm) stage.warm(embedder);
      warm = true;
      boolean busy = stage.round(embedder);
      trouble = null;
      pause = IDLE;
      if (closing) stage.giveBack(embedder.model().id());
      else if (!busy) rest();
    } catch (ProblemException away) {
      LOG.info("reading for meaning waits {} s: {}", pause.toSeconds(), away.problem().detail());
      waitFor(away.problem().code(), away.problem().detail());
    } catch (RuntimeException | LinkageError bug) {
      // A thread that ended here would be missing until the next start.
      LOG.error("reading for meaning failed", Bare.of(bug));
      var kind = bug.getClass().getSimpleName();
      waitFor(kind, "Reading for meaning failed: " + kind + ". It is tried again.");
    }
  }

  /** What is new meanwhile doesn't make it come back sooner. */
  private void waitFor(String kind, String words) throws InterruptedException {
    trouble = words;
    listener.away(kind);
    sleep(pause);
    pause = pause.multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
  }

  private void sleep(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (!closing && System.nanoTime() < until) TimeUnit.MILLISECONDS.sleep(50);
  }

  private void rest() throws InterruptedException {
    var unused = wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the batch that is being computed end, and gives back what is not kept. */
  @Override
  public void close() {
    closing = true;
    stage.stop();
    wake.release();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
