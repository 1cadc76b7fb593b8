package everthread.extract.clause;

import java.util.regex.Pattern;

/** Text between an opening tag and its closing one: markup, or a document handed over. Pure. */
final class Tagged {
  private static final Pattern OPENING = Pattern.compile("<([a-zA-Z][\\w-]{0,30})\\b[^<>]{0,200}>");

  /** So many tags without an end are no markup; looking on would cost more than it finds. */
  private static final int MOST_OPEN = 50;

  private Tagged() {}

  static String removedFrom(String text) {
    var rest = new StringBuilder();
    var opening = OPENING.matcher(text);
    int from = 0;
    int open = 0;
    while (open < MOST_OPEN
        && opening.find(Math.max(from, opening.hasMatch() ? opening.end() : 0))) {
      var closing = "</" + opening.group(1) + ">";
      int end = text.indexOf(closing, opening.end());
      if (end < 0) {
        open++;
        continue;
      }
      rest.append(text, from, opening.start()).append('\n');
      from = end + closing.length();
    }
    return rest.append(text, from, text.length()).toString();
  }
}
