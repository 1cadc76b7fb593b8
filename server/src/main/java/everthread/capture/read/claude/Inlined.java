package everthread.capture.read.claude;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents that older answers of Claude hold in the text itself, between {@code <antArtifact …>}
 * tags, and the words that stand in for blocks which a client cannot show. Pure.
 */
final class Inlined {
  private static final Pattern TAG = Pattern.compile("<antArtifact([^>]{0,2000})>");
  private static final String END = "</antArtifact>";
  private static final Pattern THINKING =
      Pattern.compile("<antThinking>(?s:.{0,20000}?)</antThinking>\\s*");
  private static final Pattern STAND_IN =
      Pattern.compile(
          "```\\s*\\R?This block is not supported on your current device yet\\.\\s*```\\s*");

  private Inlined() {}

  static String documents(String text) {
    if (text.contains("not supported on your current device")) {
      text = STAND_IN.matcher(text).replaceAll("");
    }
    if (text.contains("<antThinking>")) text = THINKING.matcher(text).replaceAll("");
    if (!text.contains("<antArtifact")) return text;
    var shown = new StringBuilder();
    var tag = TAG.matcher(text);
    int from = 0;
    while (from < text.length() && tag.find(from)) {
      int end = text.indexOf(END, tag.end());
      int until = end < 0 ? text.length() : end;
      var body = text.substring(tag.end(), until).strip();
      shown.append(text, from, tag.start()).append(document(tag.group(1), body));
      from = end < 0 ? until : end + END.length();
    }
    return shown.append(text.substring(Math.min(from, text.length()))).toString();
  }

  private static String document(String attributes, String body) {
    return Tools.document(
        attribute(attributes, "title"),
        attribute(attributes, "type"),
        attribute(attributes, "language"),
        body);
  }

  private static String attribute(String attributes, String name) {
    Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
    return found.find() ? found.group(1) : "";
  }
}
