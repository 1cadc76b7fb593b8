package everthread.capture.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes formulas with dollar signs, as pages do, in place of LaTeX's brackets, which Markdown
 * would take for escapes. Code is left alone. Pure.
 */
public final class Formulas {
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<code>(?<tick>`+)[^`](?s:.{0,200000}?)(?<!`)\\k<tick>(?!`))"
              + "|\\\\\\[(?<block>(?s:.{1,4000}?))\\\\\\]"
              + "|\\\\\\((?<line>[^\\n]{1,1000}?)\\\\\\)");

  private Formulas() {}

  public static String withDollars(String text) {
    if (!text.contains("\\(") && !text.contains("\\[")) return text;
    return PIECE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(piece((Matcher) found)));
  }

  private static String piece(Matcher found) {
    if (found.group("code") != null) return found.group();
    var block = found.group("block");
    return block != null ? "$$" + block + "$$" : "$" + found.group("line").strip() + "$";
  }
}
