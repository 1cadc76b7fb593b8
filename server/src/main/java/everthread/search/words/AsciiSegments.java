package everthread.search.words;

import java.util.List;

/** Word boundaries (UAX #29) of text that is only ASCII: what most text is, many times faster. */
final class AsciiSegments {
  private AsciiSegments() {}

  static void add(String text, int from, int to, List<Segment> segments) {
    int at = from;
    while (at < to) {
      if (!isWord(text.charAt(at))) {
        at++;
        continue;
      }
      int end = endOfWord(text, at, to);
      if (hasLetterOrDigit(text, at, end)) segments.add(new Segment(at, end, false));
      at = end;
    }
  }

  private static int endOfWord(String text, int start, int to) {
    int at = start + 1;
    while (at < to) {
      if (isWord(text.charAt(at))) at++;
      else if (at + 1 < to && joins(text.charAt(at - 1), text.charAt(at), text.charAt(at + 1))) {
        at += 2;
      } else break;
    }
    return at;
  }

  /** Rules WB6, WB7, WB11 and WB12: a mark between two letters, or between two digits. */
  private static boolean joins(char before, char mark, char after) {
    return switch (mark) {
      case '.', '\'' -> isLetter(before) && isLetter(after) || isDigit(before) && isDigit(after);
      case ',' -> isDigit(before) && isDigit(after);
      default -> false;
    };
  }

  private static boolean hasLetterOrDigit(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '_') return true;
    }
    return false;
  }

  private static boolean isWord(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
