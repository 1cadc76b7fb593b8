package everthread.vitals;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows the room that is left, and how often the database came back. */
public final class StorageMeter implements MeterBinder {
  private final DiskSpace disk;
  private final DatabaseRestarts restarts;

  public StorageMeter(DiskSpace disk, DatabaseRestarts restarts) {
    this.disk = disk;
    this.restarts = restarts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("everthread.storage.free.bytes", disk, DiskSpace::free)
        .description("Bytes left on the disk where the data lies")
        .strongReference(true)
        .register(registry);
    Gauge.builder("everthread.storage.floor.bytes", disk, DiskSpace::floor)
        .description("Bytes below which nothing new is taken")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("everthread.database.restarts", restarts, DatabaseRestarts::count)
        .description("How often the database died and was started again")
        .register(registry);
  }
}
