package everthread.oauth;

import org.jspecify.annotations.Nullable;

/** Makes a program's name fit to be shown: it is a stranger's text. Pure. */
public final class ClientName {
  private static final int LONGEST = 60;

  private ClientName() {}

  /** Without what steers the text around it, cut to a line; the other where nothing is left. */
  public static String shown(@Nullable String given, String otherwise) {
    return shown(given, otherwise, LONGEST);
  }

  /**
   * @param longest in code points
   */
  public static String shown(@Nullable String given, String otherwise, int longest) {
    if (given == null) return otherwise;
    var kept = new StringBuilder();
    given.codePoints().limit(4L * longest).forEach(c -> kept.appendCodePoint(isSeen(c) ? c : ' '));
    var line = kept.toString().strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) return otherwise;
    int length = line.codePointCount(0, line.length());
    return length <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /** No controls, no marks that turn the direction, nothing invisible, no half characters. */
  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
