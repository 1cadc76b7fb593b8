package everthread.vitals;

import everthread.problem.ProblemException;
import everthread.search.IndexState;
import everthread.space.SpaceId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Keeps the gauges that must be asked for: queues, database, indexes, storage. Asked before a
 * scrape, and at most every few seconds, so that nothing runs while nobody looks. Thread-safe.
 */
public final class Sampler {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Clock clock;
  private final QueueSource queues;
  private final DatabaseVitals database;
  private final Supplier<Map<SpaceId, IndexState>> indexes;
  private final MultiGauge jobs;
  private final MultiGauge oldest;
  private volatile Sample sample = Sample.NONE;
  private Instant sampledAt = Instant.EPOCH;

  /**
   * @param lag changes not yet in an index that is open
   */
  private record Sample(
      boolean up,
      double bytes,
      double commits,
      double rollbacks,
      double lag,
      double open,
      double building,
      double documents) {
    static final Sample NONE = new Sample(true, 0, 0, 0, 0, 0, 0, 0).away();

    /** What is known while nobody answers: a counter stays where it was. */
    Sample away() {
      return new Sample(
          false, Double.NaN, commits, rollbacks, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
  }

  /**
   * @param indexes how the indexes that are open now stand
   */
  public Sampler(
      MeterRegistry registry,
      Clock clock,
      QueueSource queues,
      DatabaseVitals database,
      Supplier<Map<SpaceId, IndexState>> indexes) {
    this.clock = clock;
    this.queues = queues;
    this.database = database;
    this.indexes = indexes;
    this.jobs =
        MultiGauge.builder("everthread.jobs").description("Jobs by state").register(registry);
    this.oldest =
        MultiGauge.builder("everthread.jobs.oldest")
            .baseUnit("seconds")
            .description("Age of the oldest job that waits or runs")
            .register(registry);
    gauge(registry, "everthread.database.up", "1 when it answers", s -> s.up() ? 1 : 0);
    gauge(registry, "everthread.database.size.bytes", "Size of the database", Sample::bytes);
    gauge(registry, "everthread.index.lag.changes", "Changes not indexed yet", Sample::lag);
    gauge(registry, "everthread.index.open", "Indexes that are open", Sample::open);
    gauge(registry, "everthread.index.building", "Indexes that are being built", Sample::building);
    gauge(registry, "everthread.index.documents", "Documents in open indexes", Sample::documents);
    transactions(registry, "committed", Sample::commits);
    transactions(registry, "rolled_back", Sample::rollbacks);
  }

  private void gauge(
      MeterRegistry registry, String name, String words, ToDoubleFunction<Sample> value) {
    Gauge.builder(name, this, self -> value.applyAsDouble(self.sample))
        .description(words)
        .register(registry);
  }

  private void transactions(
      MeterRegistry registry, String outcome, ToDoubleFunction<Sample> value) {
    FunctionCounter.builder(
            "everthread.database.transactions", this, self -> value.applyAsDouble(self.sample))
        .description("Transactions as the database counts them")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Asks anew unless that was just done. A database that is away is told as such. */
  public synchronized void sample() {
    if (clock.instant().isBefore(sampledAt.plus(FRESH))) return;
    try {
      measure();
    } catch (ProblemException away) {
      sample = sample.away();
      jobs.register(List.of(), true);
      oldest.register(List.of(), true);
    }
    sampledAt = clock.instant();
  }

  private void measure() {
    var queue = queues.queue();
    var facts = database.facts();
    var feeds = database.feedPositions();
    var states = indexes.get();
    long lag = 0;
    for (var entry : states.entrySet()) {
      long feed = feeds.getOrDefault(entry.getKey(), 0L);
      lag += Math.max(0, feed - entry.getValue().position());
    }
    long building = states.values().stream().filter(IndexState::building).count();
    long documents = states.values().stream().mapToLong(IndexState::documents).sum();
    sample =
        new Sample(
            true,
            facts.bytes(),
            facts.commits(),
            facts.rollbacks(),
            lag,
            states.size(),
            building,
            documents);
    tell(queue);
  }

  private void tell(QueueState queue) {
    var counts = new ArrayList<Row<?>>();
    var ages = new ArrayList<Row<?>>();
    for (var kind : queue.kinds()) {
      var name = WorkMeter.lower(kind.kind());
      counts.add(Row.of(Tags.of("kind", name, "state", "waiting"), kind.waiting()));
      counts.add(Row.of(Tags.of("kind", name, "state", "running"), kind.running()));
      counts.add(Row.of(Tags.of("kind", name, "state", "later"), kind.later()));
      if (kind.oldest() != null) {
        var age = Duration.between(kind.oldest(), clock.instant()).toMillis() / 1000.0;
        ages.add(Row.of(Tags.of("kind", name), Math.max(0, age)));
      }
    }
    for (var kind : everthread.ingest.Job.Kind.values()) {
      long dead =
          queue.dead().stream()
              .filter(one -> one.kind() == kind)
              .mapToLong(QueueState.Dead::jobs)
              .sum();
      counts.add(Row.of(Tags.of("kind", WorkMeter.lower(kind), "state", "dead"), dead));
    }
    jobs.register(counts, true);
    oldest.register(ages, true);
  }
}
