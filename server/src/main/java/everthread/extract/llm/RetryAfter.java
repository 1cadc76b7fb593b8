package everthread.extract.llm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header Retry-After: seconds or a date (RFC 9110, 10.2.3). Pure but for the clock. */
final class RetryAfter {
  private RetryAfter() {}

  /** How long to wait; zero when the header does not say, or says something else. */
  static Duration of(String header) {
    if (header.matches("\\d{1,6}")) return Duration.ofSeconds(Long.parseLong(header));
    if (header.isBlank()) return Duration.ZERO;
    try {
      var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var wait = Duration.between(Instant.now(), until);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException unreadable) {
      return Duration.ZERO;
    }
  }
}
