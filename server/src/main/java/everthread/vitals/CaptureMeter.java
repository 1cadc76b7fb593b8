package everthread.vitals;

import everthread.conversation.Site;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** Counts what became of offered captures. Thread-safe. */
public final class CaptureMeter {
  private final MeterRegistry registry;

  public CaptureMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param site null when the envelope names none that is known
   * @param result stored, duplicate, or the code of the problem that it was rejected with
   */
  public void answered(@Nullable Site site, String result) {
    Meters.counter(
            registry,
            "everthread.captures",
            "Captures offered, by what became of them",
            "site",
            site == null ? "unknown" : site.wireName(),
            "result",
            result)
        .increment();
  }
}
