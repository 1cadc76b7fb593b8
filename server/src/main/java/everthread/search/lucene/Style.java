package everthread.search.lucene;

import java.util.regex.Pattern;

/**
 * How a text is said, as far as ranking asks for it: judged once, when it is indexed, and kept in
 * {@link Traits}. English; in other languages nothing is seen and nothing changes. Pure.
 */
record Style(boolean asks, boolean tellsTime, boolean instructs) {
  static final Style NONE = new Style(false, false, false);

  /** Signs of a time stand anywhere, but in a text of this length there is always one. */
  private static final int LOOKED_THROUGH = 2_000;

  private static final Pattern TIME =
      Pattern.compile(
          "\\b(yesterday|today|tonight|tomorrow|ago|last|next|weekend"
              + "|(mon|tues|wednes|thurs|fri|satur|sun)days?"
              + "|january|february|march|april|june|july|august|september|october|november|december"
              + "|days?|weeks?|months?|years?|(19|20)\\d\\d)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "^\\W*(please\\s+)?(always|never|from now on|whenever|going forward|remember to)\\b"
              + "|\\bwhen(ever)? i ask\\b|\\b(always|never) (use|include|format|answer|reply|respond"
              + "|provide|give|show|explain|write|mention|start|end)\\b",
          Pattern.CASE_INSENSITIVE);

  static Style of(String text) {
    var head = Window.cut(text, LOOKED_THROUGH).strip();
    return new Style(
        head.endsWith("?"),
        TIME.matcher(head).find(),
        head.length() <= LOOKED_THROUGH / 2 && INSTRUCTION.matcher(head).find());
  }

  long encode() {
    return (asks ? 1 : 0) | (tellsTime ? 2 : 0) | (instructs ? 4 : 0);
  }

  static Style decode(long encoded) {
    return new Style((encoded & 1) != 0, (encoded & 2) != 0, (encoded & 4) != 0);
  }
}
