package everthread.web.mcp.tools;

/** Shortens text without cutting a character in two. Pure. */
final class Cut {
  private Cut() {}

  /** The text, or its beginning and how much is left out. */
  static String to(int characters, String text) {
    if (text.length() <= characters) return text;
    int end = end(text, 0, characters);
    return text.substring(0, end) + " … (" + (text.length() - end) + " characters more)";
  }

  /** Where a piece that starts at {@code from} ends, at most so many characters further. */
  static int end(String text, int from, int characters) {
    int end = Math.min(text.length(), from + characters);
    return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }
}
