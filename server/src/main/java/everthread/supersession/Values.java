package everthread.supersession;

import everthread.supersession.Figure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds numbers, shares, sums, dates and times in a sentence. Pure. */
final class Values {
  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
  private static final Pattern DATE =
      Pattern.compile(
          "\\b"
              + MONTH
              + "\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? \\d{4})?"
              + "|\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? "
              + MONTH
              + "\\b(?:,? \\d{4})?|\\b\\d{4}-(\\d\\d)-(\\d\\d)\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b(\\d{1,2})(?:[:.](\\d\\d))? ?([ap])\\.?m\\b\\.?|\\b([01]?\\d|2[0-3]):([0-5]\\d)\\b");
  private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(?:%|percent\\b)");
  private static final Pattern MONEY =
      Pattern.compile(
          "[$€£] ?(\\d[\\d,]*(?:\\.\\d+)?)(k|m)?\\b"
              + "|\\b(\\d[\\d,]*(?:\\.\\d+)?)(k)? ?(?:€|euros?\\b|dollars?\\b|pounds?\\b|usd\\b|eur\\b)");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.,/:$€£#=-])(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)"
              + "(?:(k)|[ -]?(ms|kb|mb|gb|tb|kg|km|lbs?|hrs?|hours?|mins?|minutes?|days?|weeks?|months?|years?))?"
              + "(?![\\w/:=]|[.,]\\d|-\\w)"
              + "|\\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\\b(?! of\\b)");

  /** What is numbered by the number after it, not counted. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?:\\b(?:step|sprint|chapter|version|v|part|phase|section|page|level|grade|room|week|day|port"
              + "|http|error|status|code|line|unit|article|figure|table|season|episode|no\\.?|number"
              + "|item|question|exercise|problem|example|act|scene|type|python|java|node|bootstrap"
              + "|es|rfc|iso|php|react|vue|angular|django|flask|rails|spring|postgres|mysql)s?"
              + "|\\p{Lu}[\\w.+]*)[ -]?$");

  /** Of shapes and exercises, not of the person's affairs. */
  private static final Pattern MEASURE = Pattern.compile(" ?(?:cm|mm|m|°|degrees?|x|×|=)(?!\\w)");

  /** What was, or by how much something changed, is not how things are. */
  private static final Pattern PAST =
      Pattern.compile(
          "\\b(?:originally|previously|was|were|from|formerly|by) (?:at |the |about |over )?$");

  private static final Pattern AMOUNT_OF_CHANGE =
      Pattern.compile(
          " ?(?:more|less|higher|lower|faster|slower|better|fewer|increase|improvement|reduction|drop|off|discount)\\b");

  private static final Map<String, String> UNITS =
      Map.of(
          "hr", "hour", "hrs", "hour", "min", "minut", "mins", "minut", "minute", "minut",
          "minutes", "minut");

  private static final List<String> WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  /**
   * @param start offset in the sentence; {@code end} is exclusive
   * @param digits whether it is written in digits
   * @param unit stem of a unit that is written to the number, empty for most
   */
  record Value(Kind kind, String value, Set<String> unit, boolean digits, int start, int end) {}

  private Values() {}

  static List<Value> in(String sentence) {
    var lower = sentence.toLowerCase(Locale.ROOT);
    var values = new ArrayList<Value>();
    DATE.matcher(lower).results().forEach(found -> add(values, Kind.DATE, date(found), found));
    TIME.matcher(lower).results().forEach(found -> add(values, Kind.TIME, time(found), found));
    PERCENT.matcher(lower).results().forEach(f -> add(values, Kind.PERCENT, plain(f.group(1)), f));
    MONEY.matcher(lower).results().forEach(found -> add(values, Kind.MONEY, money(found), found));
    NUMBER
        .matcher(lower)
        .results()
        .filter(found -> !LABEL.matcher(sentence.substring(0, found.start())).find())
        .filter(found -> !isYear(found))
        .filter(found -> !MEASURE.matcher(lower.substring(found.end())).lookingAt())
        .forEach(found -> addNumber(values, found));
    values.sort(Comparator.comparingInt(Value::start));
    return withoutRanges(values, lower);
  }

  private static void add(List<Value> values, Kind kind, String value, MatchResult found) {
    add(values, new Value(kind, value, Set.of(), true, found.start(), found.end()));
  }

  private static void addNumber(List<Value> values, MatchResult found) {
    var word = found.group(4);
    var number = word == null ? plain(found.group(1)) : number(word);
    if (found.group(2) != null) number = plain(number) + "000";
    var unit = found.group(3);
    var units = unit == null ? Set.<String>of() : Set.of(unit(unit));
    add(values, new Value(Kind.NUMBER, number, units, word == null, found.start(), found.end()));
  }

  private static void add(List<Value> values, Value value) {
    boolean taken =
        values.stream()
            .anyMatch(other -> value.start() < other.end() && value.end() > other.start());
    if (!taken) values.add(value);
  }

  /** Of "from 3 to 5" the second counts; "between 3 and 5" and "3 to 5" tell no figure. */
  private static List<Value> withoutRanges(List<Value> values, String text) {
    var kept = new ArrayList<Value>();
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i);
      var before = text.substring(Math.max(0, value.start() - 12), value.start());
      var after = i + 1 < values.size() ? values.get(i + 1) : null;
      boolean begins =
          after != null
              && after.kind() == value.kind()
              && text.substring(value.end(), Math.max(value.end(), after.start()))
                  .strip()
                  .matches("(?:to|and|-|–|or|,|, and)");
      boolean ends =
          i > 0
              && values.get(i - 1).kind() == value.kind()
              && text.substring(
                      values.get(i - 1).end(), Math.max(values.get(i - 1).end(), value.start()))
                  .strip()
                  .matches("(?:to|and|-|–|or|,|, and)");
      if (begins) continue;
      if (ends && !isChange(text, values.get(i - 1), value)) continue;
      if (PAST.matcher(before).find()) continue;
      if (AMOUNT_OF_CHANGE.matcher(text.substring(value.end())).lookingAt()) continue;
      kept.add(value);
    }
    return kept;
  }

  private static boolean isChange(String text, Value first, Value second) {
    return text.substring(0, first.start()).matches("(?s).*\\bfrom (?:the |about |around )?")
        && text.substring(first.end(), second.start()).strip().equals("to");
  }

  private static boolean isYear(MatchResult found) {
    var digits = found.group(1);
    return digits != null && found.group(3) == null && digits.matches("(?:19|20)\\d\\d");
  }

  private static String date(MatchResult found) {
    if (found.group(1) != null) return month(found.group(1)) + "-" + plain(found.group(2));
    if (found.group(4) != null) return month(found.group(4)) + "-" + plain(found.group(3));
    return months(Integer.parseInt(found.group(5))) + "-" + plain(found.group(6));
  }

  private static String month(String name) {
    return name.substring(0, 3);
  }

  private static String months(int number) {
    var names = "janfebmaraprmayjunjulaugsepoctnovdec";
    return number < 1 || number > 12 ? "?" : names.substring(3 * number - 3, 3 * number);
  }

  private static String time(MatchResult found) {
    if (found.group(4) != null) {
      return Integer.parseInt(found.group(4)) + ":" + found.group(5);
    }
    int hour = Integer.parseInt(found.group(1)) % 12 + (found.group(3).equals("p") ? 12 : 0);
    return hour + ":" + (found.group(2) == null ? "00" : found.group(2));
  }

  private static String money(MatchResult found) {
    var amount = found.group(1) == null ? found.group(3) : found.group(1);
    var scale = found.group(1) == null ? found.group(4) : found.group(2);
    return plain(amount) + (scale == null ? "" : scale.equals("k") ? "000" : "000000");
  }

  private static String plain(String digits) {
    var plain = digits.replace(",", "").replaceAll("^0+(?=\\d)", "");
    return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
  }

  private static String number(String word) {
    int known = WORDS.indexOf(word);
    return known < 0 ? "20" : Integer.toString(known);
  }

  private static String unit(String unit) {
    var known = UNITS.get(unit);
    return known != null ? known : unit.length() > 3 ? unit.replaceAll("s$", "") : unit;
  }
}
