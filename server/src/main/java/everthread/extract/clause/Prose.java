package everthread.extract.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a message the person says in their own words: no code, quotations, pasted text, lists,
 * formulas, links, role play, nor what was recalled for the model. Pure.
 */
public final class Prose {
  private static final Pattern FENCE =
      Pattern.compile("(?m)^\\s{0,8}(```|~~~).*?(?:^\\s{0,8}\\1|\\z)", Pattern.DOTALL);
  private static final Pattern TRIPLE_QUOTED =
      Pattern.compile("```.*?(?:```|\\z)|\"\"\".*?(?:\"\"\"|\\z)", Pattern.DOTALL);
  private static final Pattern FORMULA =
      Pattern.compile(
          "\\$\\$.{0,2000}?\\$\\$|\\\\\\[.{0,400}?\\\\\\]|\\\\\\(.{0,500}?\\\\\\)", Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\b(?:https?|ftp|file)://\\S+|\\bwww\\.\\S+");
  private static final Pattern LONG_INLINE_CODE = Pattern.compile("`[^`\\n]{25,400}`");
  private static final Pattern QUOTED_LINE = Pattern.compile("^\\s{0,8}(?:>|\\|).*");
  private static final Pattern LISTED_LINE =
      Pattern.compile("^\\s{0,12}(?:[-*+•]|\\d{1,3}[.)]|[a-zA-Z][)])\\s.*|^\\s{0,3}#{1,6}\\s.*");
  private static final Pattern CODE_LINE =
      Pattern.compile(
          "^(?:\\t| {4,}\\S).*|.*[;{}]\\s*$|.*(?:=>|==|\\(\\)|&&|\\|\\||</|/>|::).*"
              + "|^\\s*(?:at \\S+\\(|Traceback|File \"|[A-Z_]{3,}=|\\$ |>>> |import |from \\S+ import|def |class |function |const |let |var |SELECT |INSERT |UPDATE ).*"
              + "|^\\s*\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:.*|^[\\w.]*(?:Error|Exception)\\b:.*|^\\s*[\\w.-]{1,30}: [\\w\"'\\[{].{0,30}$");

  /** At each of many marks on one letter, \b would look back to the letter. */
  private static final Pattern MARKS = Pattern.compile("(\\p{M}{8})\\p{M}++");

  /** Who writes more has pasted it; the beginning is read. In UTF-16 units. */
  private static final int LONGEST = 50_000;

  private Prose() {}

  /** Of the text only what is the person's own prose, line by line; empty when there is none. */
  public static String of(String text) {
    var rest = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    rest = MARKS.matcher(rest).replaceAll("$1");
    rest = Recollection.removedFrom(rest);
    rest = FENCE.matcher(rest).replaceAll("\n");
    rest = TRIPLE_QUOTED.matcher(rest).replaceAll("\n");
    rest = Tagged.removedFrom(rest);
    rest = FORMULA.matcher(rest).replaceAll(" ");
    rest = LINK.matcher(rest).replaceAll(" ");
    rest = LONG_INLINE_CODE.matcher(rest).replaceAll(" ");
    return String.join("\n", lines(rest));
  }

  private static List<String> lines(String text) {
    var all = text.lines().toList();
    var own = new ArrayList<String>();
    for (int i = 0; i < all.size(); i++) {
      var line = all.get(i);
      if (Pasted.beginsAfter(line, all.subList(i + 1, all.size()))) {
        own.add(Pasted.ownPart(line));
        break;
      }
      if (!isForeign(line)) own.add(line);
    }
    return Pasted.withoutVerses(own);
  }

  private static boolean isForeign(String line) {
    return QUOTED_LINE.matcher(line).matches()
        || LISTED_LINE.matcher(line).matches()
        || CODE_LINE.matcher(line).matches();
  }
}
