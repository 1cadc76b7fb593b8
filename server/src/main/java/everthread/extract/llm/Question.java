package everthread.extract.llm;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the model is asked of one message.
 *
 * @param system what it is to do
 * @param user the message between two marks that it cannot have known, and its day
 * @param dates numbers and names that the model may reckon from that day
 */
record Question(String system, String user, List<String> dates) {
  private static final String PROMPT = Resource.text("prompt.txt");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST = 6_000;
  private static final int LONGEST_ANSWER = 800;

  private static final Pattern RELATIVE =
      Pattern.compile(
          "(?iu)\\b(?:today|tonight|tomorrow|yesterday|next|last|coming|in \\w+ (?:days?|weeks?|months?)|ago"
              + "|\\w+day|heute|morgen|gestern|n\u00e4chste\\w*|letzte\\w*|ma\u00f1ana|ayer|pr\u00f3xim\\w+|demain|hier|prochaine?)\\b"
              + "|\u660e\u5929|\u6628\u5929|\u4e0b\u5468|\u4e0a\u5468|\u4e0b\u4e2a\u6708|\u660e\u5e74|\u53bb\u5e74");

  /** Days before and after the message whose date a fact may name. */
  private static final int REACH = 400;

  Question {
    dates = List.copyOf(dates);
  }

  static Question of(String prose, @Nullable Instant saidAt) {
    var mark = mark();
    var text = prose.length() > LONGEST ? prose.substring(0, LONGEST) : prose;
    var day = saidAt == null ? null : saidAt.atZone(ZoneOffset.UTC).toLocalDate();
    var written = day == null ? "an unknown day" : DateTimeFormatter.ISO_DATE.format(day);
    var user = "Written on " + written + ".\n<<<" + mark + "\n" + text + "\n" + mark + ">>>";
    if (day == null || !RELATIVE.matcher(prose).find())
      return new Question(PROMPT, user, List.of());
    return new Question(PROMPT, user, near(day));
  }

  private static String mark() {
    var bytes = new byte[6];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> near(LocalDate day) {
    return IntStream.rangeClosed(-REACH, REACH)
        .mapToObj(day::plusDays)
        .flatMap(
            date ->
                List.of(
                    date.toString(),
                    String.valueOf(date.getDayOfMonth()),
                    String.valueOf(date.getYear()),
                    date.format(DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH)))
                    .stream())
        .distinct()
        .toList();
  }

  /** At most this many are used: English has about four characters a token, others fewer. */
  long tokens() {
    return (system.length() + user.length()) / 3 + LONGEST_ANSWER;
  }
}
