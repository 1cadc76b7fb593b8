package everthread.conversation;

/**
 * Compares what two sources say of one utterance when one of them has no ids: letters and digits
 * only, so that Markdown, spaces and typography do not matter. Pure.
 */
public final class Utterance {
  /** Past this length the rest may differ: a page shows citations that a stream does not. */
  private static final int DECISIVE = 160;

  private Utterance() {}

  /** The letters and digits of a text, lower case. */
  public static String key(String text) {
    var key = new StringBuilder(Math.min(text.length(), 4 * DECISIVE));
    text.codePoints()
        .filter(Character::isLetterOrDigit)
        .limit(2L * DECISIVE)
        .forEach(point -> key.appendCodePoint(Character.toLowerCase(point)));
    return key.toString();
  }

  /**
   * True when two keys are the same, or agree as far as the shorter goes and that is far enough.
   */
  public static boolean sameKey(String one, String other) {
    if (one.equals(other)) return true;
    int shared = Math.min(Math.min(one.length(), other.length()), DECISIVE);
    int longer = Math.min(Math.max(one.length(), other.length()), DECISIVE);
    return shared >= 24 && shared * 10 >= longer * 6 && one.regionMatches(0, other, 0, shared);
  }
}
