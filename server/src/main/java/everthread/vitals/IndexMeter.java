package everthread.vitals;

import everthread.search.IndexEvent;
import everthread.vitals.Troubles.Area;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** Counts what befalls the indexes. Thread-safe. */
public final class IndexMeter implements Consumer<IndexEvent> {
  private final MeterRegistry registry;
  private final Troubles troubles;

  public IndexMeter(MeterRegistry registry, Troubles troubles) {
    this.registry = registry;
    this.troubles = troubles;
  }

  @Override
  public void accept(IndexEvent event) {
    Meters.counter(
            registry,
            "everthread.index.events",
            "Commits, buildings and damages of indexes",
            "event",
            WorkMeter.lower(event))
        .increment();
    if (event == IndexEvent.DAMAGED) troubles.note(Area.INDEX, "damaged");
  }
}
