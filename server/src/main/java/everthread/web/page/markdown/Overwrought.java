package everthread.web.page.markdown;

/**
 * Finds text that only looks like Markdown: with so many of the signs that a parser looks after to
 * the end of the paragraph, again and again, that reading it costs the square of its length; or
 * with quotes and lists so deep in each other that rendering exhausts the stack. Pure.
 */
final class Overwrought {
  /** In one paragraph. No person writes so many, and code stands in fences, where none counts. */
  private static final int MOST = 20_000;

  /** Quotes and lists around a line. */
  private static final int DEEPEST = 100;

  private Overwrought() {}

  static boolean is(String markdown) {
    int signs = 0;
    boolean inFence = false;
    for (int at = 0; at < markdown.length(); ) {
      int end = markdown.indexOf('\n', at);
      if (end < 0) end = markdown.length();
      int from = at;
      while (from < end && markdown.charAt(from) == ' ') from++;
      if (markdown.startsWith("```", from)) inFence = !inFence;
      if (from == end) signs = 0;
      if (!inFence) signs += signs(markdown, from, end);
      if (signs > MOST || (!inFence && depth(markdown, at, end) > DEEPEST)) return true;
      at = end + 1;
    }
    return false;
  }

  /** How many quotes and lists a line may open or stand in: its marks, and two columns for each. */
  private static int depth(String text, int from, int to) {
    int marks = 0;
    int columns = 0;
    for (int i = from; i < to; i++) {
      char at = text.charAt(i);
      boolean isMark =
          at == '>'
              || ((at == '-' || at == '+' || at == '*' || at == '.' || at == ')')
                  && i + 1 < to
                  && text.charAt(i + 1) == ' ');
      if (isMark) marks++;
      else if (at == ' ') columns++;
      else if (at == '\t') columns += 4;
      else if (!Character.isDigit(at)) break;
    }
    return marks + columns / 2;
  }

  private static int signs(String text, int from, int to) {
    int signs = 0;
    for (int i = from; i < to; i++) {
      char at = text.charAt(i);
      if (at == '~' || at == '<' || at == '$' || at == '\\') signs += 10;
      else if (at == '*' || at == '_' || at == '[' || at == ']') signs++;
    }
    return signs;
  }
}
