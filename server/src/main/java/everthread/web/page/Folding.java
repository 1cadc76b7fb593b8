package everthread.web.page;

/**
 * Parts what a person typed from the long text pasted below it. Pure.
 *
 * @param head what stays in sight
 * @param pasted empty when nothing is folded
 */
record Folding(String head, String pasted) {
  private static final int LONG_LINES = 40;
  private static final int LONG_TEXT = 4_000;
  private static final int HEAD_LINES = 12;

  static Folding of(String text) {
    var lines = text.split("\n", -1);
    if (lines.length <= LONG_LINES && text.length() <= LONG_TEXT) return new Folding(text, "");
    int cut = Math.min(HEAD_LINES, lines.length);
    int blank = lastBlank(lines, cut);
    if (blank > 0) cut = blank;
    else if (lines[0].length() > LONG_TEXT / 4) return cutLine(text);
    var head = String.join("\n", java.util.Arrays.copyOfRange(lines, 0, cut));
    var pasted = String.join("\n", java.util.Arrays.copyOfRange(lines, cut, lines.length));
    return openFence(head) ? new Folding("", text) : new Folding(head, pasted.strip());
  }

  String label() {
    return "Pasted text, " + Counted.of(pasted.lines().count(), "line");
  }

  private static int lastBlank(String[] lines, int before) {
    for (int i = before - 1; i > 0; i--) if (lines[i].isBlank()) return i;
    return 0;
  }

  private static Folding cutLine(String text) {
    int cut = text.lastIndexOf(' ', LONG_TEXT / 4);
    if (cut <= 0) cut = LONG_TEXT / 4;
    return new Folding(text.substring(0, cut) + " …", text);
  }

  /** A cut within a code block would spoil both halves. */
  private static boolean openFence(String head) {
    return head.lines().filter(line -> line.startsWith("```")).count() % 2 == 1;
  }
}
