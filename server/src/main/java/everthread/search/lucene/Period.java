package everthread.search.lucene;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The time that a question names: "in March", "last week", "on 3 May 2023", "two months ago". A
 * month or a day without a year is that of any year. English; elsewhere nothing is seen. Pure.
 */
final class Period {
  private static final String MONTH =
      Arrays.stream(Month.values())
          .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .collect(Collectors.joining("|", "(", ")"));

  private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
  private static final String YEAR = "((?:19|20)\\d\\d)";
  private static final String COUNT = "(\\d{1,2}|a|an|one|two|three|four|five|six|few|couple of)";
  private static final String UNIT = "(day|week|month|year)";

  private static final Map<String, Integer> COUNTS =
      Map.of(
          "a",
          1,
          "an",
          1,
          "one",
          1,
          "two",
          2,
          "couple of",
          2,
          "three",
          3,
          "few",
          3,
          "four",
          4,
          "five",
          5,
          "six",
          6);

  private record Rule(Pattern pattern, BiFunction<Matcher, LocalDate, Predicate<LocalDate>> days) {
    static Rule of(String pattern, BiFunction<Matcher, LocalDate, Predicate<LocalDate>> days) {
      return new Rule(Pattern.compile("\\b" + pattern + "\\b", Pattern.CASE_INSENSITIVE), days);
    }
  }

  /** The first that matches counts, so the more exact come first. */
  private static final List<Rule> RULES =
      List.of(
          Rule.of(YEAR + "-(\\d\\d)-(\\d\\d)", (found, today) -> isoDay(found)),
          Rule.of(
              DAY + " (?:of )?" + MONTH + "(?:,? " + YEAR + ")?",
              (found, today) -> day(found.group(1), found.group(2), found.group(3))),
          Rule.of(
              MONTH + " " + DAY + "(?:,? " + YEAR + ")?",
              (found, today) -> day(found.group(2), found.group(1), found.group(3))),
          Rule.of(
              MONTH + ",? (?:of )?" + YEAR,
              (found, today) -> month(found.group(1)).and(year(found.group(2)))),
          Rule.of(
              "(?:in|during|of|since|last|this|from) " + MONTH,
              (found, today) -> month(found.group(1))),
          Rule.of("(?:in|during|of|since|from) " + YEAR, (found, today) -> year(found.group(1))),
          Rule.of("yesterday", (found, today) -> around(today.minusDays(1), 0)),
          Rule.of("(?:today|tonight|this morning)", (found, today) -> around(today, 0)),
          Rule.of(
              COUNT + " " + UNIT + "s? ago",
              (found, today) -> ago(found.group(1), unit(found.group(2)), today)),
          Rule.of(
              "(?:last|past) " + COUNT + " " + UNIT + "s",
              (found, today) ->
                  between(today.minus(count(found.group(1)), unit(found.group(2))), today)),
          Rule.of("(last|this) (week|month|year)", Period::calendar),
          Rule.of(
              "(?:on|last) (mon|tues|wednes|thurs|fri|satur|sun)day",
              (found, today) -> around(last(found.group(1), today), 0)));

  private Period() {}

  /** Whether something said on a day was said at the time that is named; empty where none is. */
  static Optional<Predicate<LocalDate>> in(String question, LocalDate today) {
    for (var rule : RULES) {
      var found = rule.pattern().matcher(question);
      if (found.find()) return Optional.of(rule.days().apply(found, today));
    }
    return Optional.empty();
  }

  private static Predicate<LocalDate> isoDay(Matcher found) {
    int month = Integer.parseInt(found.group(2));
    int day = Integer.parseInt(found.group(3));
    if (month < 1 || month > 12 || day < 1 || day > 28 + 3) return never -> false;
    // One day later in a month that is shorter is near enough.
    var first = LocalDate.of(Integer.parseInt(found.group(1)), month, 1);
    return around(first.plusDays(day - 1), 1);
  }

  private static Predicate<LocalDate> day(String day, String month, String year) {
    int number = Integer.parseInt(day);
    Predicate<LocalDate> near = date -> Math.abs(date.getDayOfMonth() - number) <= 1;
    return year == null ? month(month).and(near) : month(month).and(near).and(year(year));
  }

  private static Predicate<LocalDate> month(String name) {
    var month = Month.valueOf(name.toUpperCase(Locale.ROOT));
    return date -> date.getMonth() == month;
  }

  private static Predicate<LocalDate> year(String year) {
    int number = Integer.parseInt(year);
    return date -> date.getYear() == number;
  }

  private static Predicate<LocalDate> around(LocalDate day, int days) {
    return between(day.minusDays(days), day.plusDays(days));
  }

  private static Predicate<LocalDate> between(LocalDate first, LocalDate last) {
    return date -> !date.isBefore(first) && !date.isAfter(last);
  }

  /** The further back, the less exact it is meant. */
  private static Predicate<LocalDate> ago(String count, ChronoUnit unit, LocalDate today) {
    int leeway =
        switch (unit) {
          case DAYS -> 1;
          case WEEKS -> 5;
          case MONTHS -> 20;
          default -> 180;
        };
    return around(today.minus(count(count), unit), leeway);
  }

  private static Predicate<LocalDate> calendar(Matcher found, LocalDate today) {
    int back = found.group(1).equalsIgnoreCase("last") ? 1 : 0;
    return switch (unit(found.group(2))) {
      case WEEKS -> {
        var monday =
            today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(back);
        yield between(monday, monday.plusDays(6));
      }
      case MONTHS -> {
        var first = today.withDayOfMonth(1).minusMonths(back);
        yield between(first, first.plusMonths(1).minusDays(1));
      }
      default -> year(Integer.toString(today.getYear() - back));
    };
  }

  private static LocalDate last(String weekday, LocalDate today) {
    var day = DayOfWeek.valueOf(weekday.toUpperCase(Locale.ROOT) + "DAY");
    return today.with(TemporalAdjusters.previous(day));
  }

  private static int count(String word) {
    var known = COUNTS.get(word.toLowerCase(Locale.ROOT));
    return known == null ? Integer.parseInt(word) : known;
  }

  private static ChronoUnit unit(String word) {
    return ChronoUnit.valueOf(word.toUpperCase(Locale.ROOT) + "S");
  }
}
