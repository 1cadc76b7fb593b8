package everthread.redact;

/**
 * Takes out of a text what a person would not see but a model would read: control and bidirectional
 * format characters, tags, variation selectors beyond the two in use, private-use and filler
 * characters, and heaps of combining marks. Joiners stay where scripts and emoji need them. Pure.
 */
public final class LegibleText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** More marks than this on one letter stand in no language. */
  private static final int MARKS = 8;

  private LegibleText() {}

  /** The text without what nobody would see. */
  public static String of(String text) {
    var legible = new StringBuilder(text.length());
    int marks = 0;
    int before = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      marks = isMark(point) ? marks + 1 : 0;
      if (marks > MARKS || isHidden(point) || (isJoiner(point) && isJoiner(before))) continue;

      legible.appendCodePoint(isLoneSurrogate(point) ? 0xFFFD : point);
      before = point;
    }
    return legible.toString();
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\t';
      case Character.FORMAT -> !isJoiner(point) && !isVisibleFormat(point);
      case Character.PRIVATE_USE -> true;
      default -> isFiller(point) || isUnusedSelector(point);
    };
  }

  /** Arabic, Syriac and Kaithi signs that enclose numbers: format characters, yet drawn. */
  private static boolean isVisibleFormat(int point) {
    return (point >= 0x600 && point <= 0x605)
        || point == 0x6DD
        || point == 0x70F
        || point == 0x890
        || point == 0x891
        || point == 0x8E2
        || point == 0x110BD
        || point == 0x110CD;
  }

  private static boolean isFiller(int point) {
    return switch (point) {
      case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2028, 0x2029, 0x3164, 0xFFA0 -> true;
      default -> false;
    };
  }

  /** All but text and emoji style, U+FE0E and U+FE0F: runs of the others can carry a message. */
  private static boolean isUnusedSelector(int point) {
    return (point >= 0xFE00 && point <= 0xFE0D)
        || (point >= 0x180B && point <= 0x180F)
        || (point >= 0xE0100 && point <= 0xE01EF);
  }

  private static boolean isJoiner(int point) {
    return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
