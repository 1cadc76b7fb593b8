package everthread.vitals;

import everthread.ingest.EmbedListener;
import everthread.ingest.EmbeddingQueue.Waiting;
import everthread.ingest.JobListener.End;
import everthread.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Times what a model reads, and counts what it has not read yet. Thread-safe. */
public final class EmbedMeter implements EmbedListener {
  private final Troubles troubles;
  private final Timer batches;
  private final Counter passages;

  public EmbedMeter(MeterRegistry registry, Troubles troubles) {
    this.troubles = troubles;
    this.batches =
        Meters.timer(registry, "everthread.embedding", "Time to read a batch of passages");
    this.passages =
        Meters.counter(registry, "everthread.embedding.passages", "Passages turned into vectors");
  }

  /**
   * Shows how much waits, in all spaces together.
   *
   * @param waiting asked at each scrape; empty while no model is known
   */
  public void show(MeterRegistry registry, Supplier<Optional<Waiting>> waiting) {
    gauge(registry, waiting, "waiting", Waiting::pending);
    gauge(registry, waiting, "dead", Waiting::dead);
  }

  private static void gauge(
      MeterRegistry registry,
      Supplier<Optional<Waiting>> waiting,
      String state,
      ToLongFunction<Waiting> count) {
    Gauge.builder("everthread.embeddings", () -> counted(waiting, count))
        .description("Messages and memories that the model has not read, by state")
        .tag("state", state)
        .register(registry);
  }

  private static double counted(
      Supplier<Optional<Waiting>> waiting, ToLongFunction<Waiting> count) {
    try {
      return waiting.get().map(now -> (double) count.applyAsLong(now)).orElse(0.0);
    } catch (ProblemException away) {
      return Double.NaN;
    }
  }

  @Override
  public void computed(int count, Duration took) {
    batches.record(took);
    passages.increment(count);
  }

  @Override
  public void failed(End end, String why) {
    troubles.note(Troubles.Area.MEANING, why);
  }

  @Override
  public void away(String why) {
    troubles.note(Troubles.Area.MEANING, why);
  }
}
