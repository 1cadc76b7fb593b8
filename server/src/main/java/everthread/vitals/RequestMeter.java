package everthread.vitals;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Times requests and notes those that failed by our fault. Thread-safe. */
public final class RequestMeter {
  private final MeterRegistry registry;
  private final Troubles troubles;

  public RequestMeter(MeterRegistry registry, Troubles troubles) {
    this.registry = registry;
    this.troubles = troubles;
  }

  /**
   * @param operation an operation's id or a route's template, never a path as it was asked
   * @param status of the answer, 100 to 599
   */
  public void answered(String operation, int status, Duration took) {
    Meters.timer(
            registry,
            "everthread.requests",
            "Time to answer a request",
            "operation",
            operation,
            "status",
            status / 100 + "xx")
        .record(took);
    if (status >= 500) troubles.note(Troubles.Area.REQUEST, operation + " " + status);
  }
}
