package everthread.extract.clause;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says "tomorrow" by its date, reckoned from the day a message was written. What names no certain
 * day, week, month or year stays as it is, and is cut off with the other tails. Immutable.
 */
public final class RelativeDates {
  /** Nobody knows when it was said: nothing is resolved. */
  public static final RelativeDates UNKNOWN = new RelativeDates(null);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  /** With these something happens on a day; of a state the day would say too much. */
  private static final String EVENT =
      "(?:am|are|is|will|have an?|has an?|turns?|starts?|got|moved|started|bought|had|went|leave|fly|graduate)\\b.*";

  private final @Nullable LocalDate day;

  private RelativeDates(@Nullable LocalDate day) {
    this.day = day;
  }

  /** Days are UTC's: the message's own time zone is not known. */
  public static RelativeDates from(@Nullable Instant saidAt) {
    return saidAt == null
        ? UNKNOWN
        : new RelativeDates(saidAt.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** A part of a sentence with its dates said. */
  List<String> resolved(List<String> words) {
    if (day == null || words.isEmpty() || !isEvent(words)) return words;
    var said = new ArrayList<String>();
    for (int i = 0; i < words.size(); ) {
      var two = i + 1 < words.size() ? lower(words, i) + " " + lower(words, i + 1) : "";
      var date = date(two, day);
      int length = date.isEmpty() ? 1 : 2;
      if (date.isEmpty()) date = date(lower(words, i), day);
      if (date.isEmpty()) said.add(words.get(i));
      else said.addAll(List.of(date.split(" ", -1)));
      i += length;
    }
    return said;
  }

  /** Looks behind the subject; adverbs and lead-ins before the verb are passed over. */
  private static boolean isEvent(List<String> words) {
    for (int i = 0; i < Math.min(words.size(), 5); i++) {
      var verb = lower(words, i);
      var two = verb + " " + lower(words, Math.min(i + 1, words.size() - 1));
      if (two.matches(EVENT) || ThirdPerson.isPast(verb)) return true;
    }
    return false;
  }

  private static String date(String phrase, LocalDate day) {
    return switch (phrase) {
      case "tomorrow" -> "on " + DAY.format(day.plusDays(1));
      case "yesterday" -> "on " + DAY.format(day.minusDays(1));
      case "next week" -> week(day.plusWeeks(1));
      case "last week" -> week(day.minusWeeks(1));
      case "next month" -> "in " + MONTH.format(day.plusMonths(1));
      case "last month" -> "in " + MONTH.format(day.minusMonths(1));
      case "next year" -> "in " + (day.getYear() + 1);
      case "last year" -> "in " + (day.getYear() - 1);
      default -> "";
    };
  }

  private static String week(LocalDate day) {
    var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return "in the week of " + DAY.format(monday);
  }

  private static String lower(List<String> words, int i) {
    return words.get(i).toLowerCase(Locale.ROOT);
  }
}
