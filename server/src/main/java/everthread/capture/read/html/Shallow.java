package everthread.capture.read.html;

import java.util.Locale;
import java.util.Set;

/**
 * Keeps HTML from being nested without bound: opening tags below a depth that no page reaches are
 * left out, with as many closing ones. Parsing then costs no more than the page's length. Text is
 * kept, and HTML of a usual depth is given back as it is. Pure.
 */
final class Shallow {
  private static final int DEEPEST = 200;

  /** Tags that hold nothing, or that need not be closed. */
  private static final Set<String> UNCOUNTED =
      Set.of(
          "area",
          "base",
          "br",
          "col",
          "embed",
          "hr",
          "img",
          "input",
          "link",
          "meta",
          "source",
          "track",
          "wbr",
          "p",
          "li",
          "td",
          "th",
          "tr",
          "tbody",
          "thead",
          "tfoot",
          "dd",
          "dt",
          "option",
          "optgroup",
          "colgroup",
          "rt",
          "rp",
          "html",
          "head",
          "body");

  /** Of HTML, not of drawings or formulas: a slash at their end closes nothing. */
  private static final Set<String> NESTING =
      Set.of(
          "div",
          "span",
          "section",
          "article",
          "main",
          "ul",
          "ol",
          "table",
          "blockquote",
          "pre",
          "code",
          "b",
          "i",
          "em",
          "strong",
          "button",
          "form");

  private Shallow() {}

  static String html(String html) {
    var kept = new StringBuilder();
    int from = 0;
    int depth = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      if (html.startsWith("<!--", at)) {
        at = end(html, "-->", at);
        continue;
      }
      int nameFrom = html.startsWith("</", at) ? at + 2 : at + 1;
      var name = name(html, nameFrom);
      if (name.isEmpty() || UNCOUNTED.contains(name)) continue;
      int close = html.indexOf('>', at);
      if (close < 0) break;
      boolean opens = nameFrom == at + 1;
      if (opens && (name.equals("script") || name.equals("style"))) {
        at = end(html, "</" + name, close);
        continue;
      }
      if (opens && html.charAt(close - 1) == '/' && !NESTING.contains(name)) continue;
      boolean tooDeep = opens ? ++depth > DEEPEST : depth > 0 && depth-- > DEEPEST;
      if (tooDeep) {
        kept.append(html, from, at);
        from = close + 1;
      }
      at = close;
    }
    return from == 0 ? html : kept.append(html, from, html.length()).toString();
  }

  private static int end(String html, String mark, int from) {
    int end = html.indexOf(mark, from);
    return end < 0 ? html.length() : end;
  }

  private static String name(String html, int from) {
    int to = from;
    while (to < html.length() && to < from + 30 && isName(html.charAt(to))) to++;
    return html.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static boolean isName(char at) {
    return at >= 'a' && at <= 'z' || at >= 'A' && at <= 'Z' || at >= '0' && at <= '9' || at == '-';
  }
}
