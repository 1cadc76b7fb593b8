package everthread.vitals;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Times calls of MCP tools. Thread-safe. */
public final class ToolMeter {
  private final MeterRegistry registry;

  public ToolMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param tool one of our tools' names
   * @param outcome answered, refused, denied or failed
   */
  public void called(String tool, String outcome, Duration took) {
    Meters.timer(
            registry,
            "everthread.mcp.calls",
            "Time of a tool's call, by how it ended",
            "tool",
            tool,
            "outcome",
            outcome)
        .record(took);
  }
}
