package everthread.extract.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tokens were used today, in UTC, of how many. Kept in a file, so that a start does not
 * begin the day anew. Thread-safe.
 */
final class DailyTokens {
  private static final Logger LOG = LoggerFactory.getLogger(DailyTokens.class);

  private final Path file;
  private final long most;
  private final Clock clock;
  private LocalDate day;
  private long used;
  private long promised;

  DailyTokens(Path file, long most, Clock clock) {
    this.file = file;
    this.most = most;
    this.clock = clock;
    this.day = today();
    this.used = read();
  }

  /** Sets tokens aside for a question; false when the day's number would be exceeded. */
  synchronized boolean promise(long tokens) {
    turnDay();
    if (used + promised + tokens > most) return false;
    promised += tokens;
    return true;
  }

  /** What a question really took in place of what was set aside for it. */
  synchronized void settle(long aside, long taken) {
    turnDay();
    promised = Math.max(0, promised - aside);
    used += taken;
    if (taken > 0) write();
  }

  synchronized long used() {
    turnDay();
    return used;
  }

  long most() {
    return most;
  }

  private void turnDay() {
    if (today().equals(day)) return;
    day = today();
    used = 0;
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(ZoneOffset.UTC));
  }

  private long read() {
    try {
      if (!Files.exists(file)) return 0;
      var words = Files.readString(file, UTF_8).strip().split(" ", -1);
      boolean isToday = words.length == 2 && words[0].equals(day.toString());
      return isToday && words[1].matches("\\d{1,15}") ? Long.parseLong(words[1]) : 0;
    } catch (IOException unreadable) {
      LOG.warn(
          "the tokens used today could not be read: {}", unreadable.getClass().getSimpleName());
      return 0;
    }
  }

  private void write() {
    try {
      Files.writeString(file, day + " " + used + "\n", UTF_8);
    } catch (IOException unwritable) {
      LOG.warn(
          "the tokens used today could not be noted: {}", unwritable.getClass().getSimpleName());
    }
  }
}
