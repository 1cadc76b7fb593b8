package everthread.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as the pages write them, in the reader's zone.
 *
 * @param now what "ago" counts from
 */
public record Dates(ZoneId zone, Instant now) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter LONG_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  /** 3 Mar 2026. */
  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  /** 21:14. */
  public String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** 3 Mar 2026, 21:14. */
  public String dayAndTime(Instant at) {
    return day(at) + ", " + time(at);
  }

  /** 3 March 2026, 20:58 to 21:30; both days when it went past midnight. */
  public String span(Instant from, Instant to) {
    var start = LONG_DAY.format(from.atZone(zone)) + ", " + time(from);
    var sameDay = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
    if (sameDay) return time(from).equals(time(to)) ? start : start + " to " + time(to);
    return LONG_DAY.format(from.atZone(zone)) + " to " + LONG_DAY.format(to.atZone(zone));
  }

  /** 2 minutes ago; a date when it is more than a month. */
  public String ago(Instant at) {
    var since = Duration.between(at, now);
    if (since.toSeconds() < 60) return "just now";
    if (since.toMinutes() < 60) return Counted.of(since.toMinutes(), "minute") + " ago";
    if (since.toHours() < 24) return Counted.of(since.toHours(), "hour") + " ago";
    if (since.toDays() < 31) return Counted.of(since.toDays(), "day") + " ago";
    return day(at);
  }

  /** 19 days, 3 hours, 12 minutes: the largest unit alone. */
  public String since(Instant at) {
    var passed = Duration.between(at, now);
    if (passed.toDays() > 0) return Counted.of(passed.toDays(), "day").toString();
    if (passed.toHours() > 0) return Counted.of(passed.toHours(), "hour").toString();
    return Counted.of(Math.max(1, passed.toMinutes()), "minute").toString();
  }
}
