package everthread.web.page;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The hour at which the invented data of the previews stands still. */
final class PreviewClock {
  static final Instant NOW = Instant.parse("2026-11-22T14:02:00Z");

  private PreviewClock() {}

  static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }
}
