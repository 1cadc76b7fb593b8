package everthread.capture.read;

/**
 * The block in which Everthread itself puts remembered things into a prompt: {@code
 * <everthread-memory>…</everthread-memory>}. It is taken out of what the person said, so that
 * memories do not echo. Pure.
 */
public final class MemoryBlock {
  public static final String BEGIN = "<everthread-memory>";
  public static final String END = "</everthread-memory>";

  private MemoryBlock() {}

  /** Without any block; one that is not closed is left as it is. */
  public static String strip(String text) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0) return text;
    var kept = new StringBuilder(text.length());
    int from = 0;
    while (begin >= 0) {
      int end = text.indexOf(END, begin);
      if (end < 0) break;
      kept.append(text, from, begin);
      from = end + END.length();
      begin = text.indexOf(BEGIN, from);
    }
    return kept.append(text, from, text.length()).toString().strip();
  }
}
