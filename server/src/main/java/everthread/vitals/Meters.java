package everthread.vitals;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/**
 * Makes the registry and the kinds of meters in it. Every label's values come from a list in this
 * code, so that no caller can make more of them; docs/operations.md names each meter.
 */
public final class Meters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private static final String POOL = "vertx.pool.";

  private Meters() {}

  /** The pool of connections under our names; there is but one, so it needs no label. */
  private static final class PoolNames implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      if (!id.getName().startsWith(POOL)) return id;
      return id.withName("everthread.database.pool." + id.getName().substring(POOL.length()))
          .replaceTags(Tags.empty());
    }
  }

  /**
   * A registry with the JVM's meters in it.
   *
   * @param version of Everthread
   * @param java version of the JVM
   * @param filter of the names and labels of every meter that comes
   */
  public static PrometheusMeterRegistry open(String version, String java, MeterFilter filter) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(filter);
    // Of Vert.x's own meters only the pools: the others repeat ours, and one bears the caller's
    // method as a label.
    registry.config().meterFilter(MeterFilter.deny(Meters::isForeign));
    registry.config().meterFilter(new PoolNames());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections(registry);
    Gauge.builder("everthread.build.info", () -> 1)
        .description("Always 1; what runs stands in the labels")
        .tag("version", version)
        .tag("java", java)
        .register(registry);
    return registry;
  }

  /** Listens for as long as the process lives, as the registry does. */
  @SuppressWarnings("resource")
  private static void collections(MeterRegistry registry) {
    new JvmGcMetrics().bindTo(registry);
  }

  private static boolean isForeign(Meter.Id id) {
    boolean isPool = id.getName().startsWith(POOL) && "sql".equals(id.getTag("pool_type"));
    return id.getName().startsWith("vertx.") && !isPool;
  }

  /** A timer with a histogram. @param tags name, value, name, value … */
  static Timer timer(MeterRegistry registry, String name, String description, String... tags) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .tags(tags)
        .register(registry);
  }

  static Counter counter(MeterRegistry registry, String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
