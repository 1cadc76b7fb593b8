package everthread.vitals;

import everthread.capture.Capture;
import everthread.capture.read.Reading;
import everthread.capture.read.SiteReader;
import everthread.conversation.Site;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Times a reader and counts how its readings ended; otherwise the reader itself. */
public final class MeteredReader implements SiteReader {
  private final SiteReader reader;
  private final MeterRegistry registry;

  private MeteredReader(SiteReader reader, MeterRegistry registry) {
    this.reader = reader;
    this.registry = registry;
  }

  /** The same readers, metered. */
  public static Map<Site, SiteReader> all(Map<Site, SiteReader> readers, MeterRegistry registry) {
    var metered = new EnumMap<Site, SiteReader>(Site.class);
    readers.forEach((site, reader) -> metered.put(site, new MeteredReader(reader, registry)));
    return metered;
  }

  @Override
  public Site site() {
    return reader.site();
  }

  @Override
  public Reading read(Capture capture) {
    long began = System.nanoTime();
    var reading = reader.read(capture);
    Meters.timer(
            registry,
            "everthread.reading",
            "Time to read a capture, by how it ended",
            "site",
            site().wireName(),
            "result",
            result(reading))
        .record(Duration.ofNanos(System.nanoTime() - began));
    return reading;
  }

  private static String result(Reading reading) {
    return switch (reading) {
      case Reading.Found found -> "found";
      case Reading.Nothing() -> "nothing";
      case Reading.Forbidden forbidden -> "forbidden";
      case Reading.Drift drift -> "drift";
    };
  }
}
