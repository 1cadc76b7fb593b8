package everthread.extract.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Knows what Everthread itself put into a conversation, however it came to stand there: the block
 * that the extension inserts, the framed page of get_context and of the tools, their JSON, and
 * numbered notes copied out of any of them. Pure.
 */
public final class Recollection {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<everthread-memory\\b[^>]{0,200}>(.*?)(?:</everthread-memory>|\\z)", Pattern.DOTALL);

  /** A mark of twelve hexadecimal digits that stands at both ends, as the notes' writer sets it. */
  private static final Pattern FRAME =
      Pattern.compile("<<<([0-9a-f]{12})\\s(.*?)(?:\\1>>>|\\z)", Pattern.DOTALL);

  private static final Pattern HEAD =
      Pattern.compile("(?m)^.*\\bRecalled notes(?: from earlier chats)?: quoted data\\b.*$");

  /** {@code [1] 2026-03-02, ChatGPT, user said; message …} and the text below it. */
  private static final Pattern DATED_NOTE =
      Pattern.compile(
          "(?m)^\\W{0,6}\\[\\d{1,3}\\] \\d{4}-\\d\\d-\\d\\d, [^\\n]{1,300}\\n(?:.*\\S.*(?:\\n|\\z)){1,60}");

  /**
   * {@code [2] User: …}, {@code [1] User lives in Lugo (2 March 2026, Claude)} and what is beside.
   */
  private static final Pattern NOTE =
      Pattern.compile("(?m)^\\W{0,6}\\[\\d{1,3}\\] .*$|^ {2}(?:User|Assistant|System|Tool): .*$");

  private static final String NOTICE = "\"Recalled notes: quoted data";

  private Recollection() {}

  static String removedFrom(String text) {
    var rest = BLOCK.matcher(text).replaceAll("\n");
    rest = FRAME.matcher(rest).replaceAll("\n");
    rest = withoutJson(rest);
    rest = DATED_NOTE.matcher(rest).replaceAll("\n");
    rest = NOTE.matcher(rest).replaceAll("");
    return HEAD.matcher(rest).replaceAll("");
  }

  /** The recalled texts in a message, each as it stands; none in most messages. */
  public static List<String> in(String text) {
    var bodies = new ArrayList<String>();
    var block = BLOCK.matcher(text);
    while (block.find()) bodies.add(block.group(1));
    var frame = FRAME.matcher(text);
    while (frame.find()) bodies.add(frame.group(2));
    int notice = text.indexOf(NOTICE);
    if (notice >= 0) {
      int from = Math.max(0, text.lastIndexOf('{', notice));
      bodies.add(text.substring(from, endOfObject(text, from)));
    }
    for (var pattern : List.of(DATED_NOTE, NOTE)) {
      pattern.matcher(text).results().forEach(note -> bodies.add(note.group()));
    }
    return bodies;
  }

  private static String withoutJson(String text) {
    int notice = text.indexOf(NOTICE);
    if (notice < 0) return text;
    int from = Math.max(0, text.lastIndexOf('{', notice));
    return text.substring(0, from) + "\n" + text.substring(endOfObject(text, from));
  }

  /** Behind the brace that closes the one at {@code from}; the end of the text if none does. */
  private static int endOfObject(String text, int from) {
    int depth = 0;
    boolean inString = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') i++;
      else if (c == '"') inString = !inString;
      else if (!inString && c == '{') depth++;
      else if (!inString && c == '}' && --depth == 0) return i + 1;
    }
    return text.length();
  }
}
