package everthread.web.rest;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times on the wire: RFC 3339. Pure. */
final class Times {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Times() {}

  /**
   * Reads a time.
   *
   * @throws ProblemException invalid_timestamp for one that is not RFC 3339 or not within 1970 to
   *     2200
   */
  static Instant read(String text) {
    try {
      var time = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) return time;
    } catch (DateTimeException unreadable) {
      throw invalid();
    }
    throw invalid();
  }

  static @Nullable Instant readOrNull(@Nullable String text) {
    return text == null ? null : read(text);
  }

  private static ProblemException invalid() {
    return new ProblemException(
        new Problem.Refused(
            "invalid_timestamp",
            "A time is written as 2026-03-03T21:14:00Z and lies within 1970 to 2200."));
  }
}
