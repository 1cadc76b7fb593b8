package everthread.capture.read.html;

import org.jsoup.nodes.Element;

/** Formulas: KaTeX with its MathML annotation, Gemini's {@code data-math}, bare MathML. Pure. */
final class Formula {
  private static final String TEX = "annotation[encoding=application/x-tex]";

  private Formula() {}

  static boolean is(Element element) {
    return element.hasAttr("data-math")
        || element.hasClass("katex")
        || element.hasClass("katex-display")
        || element.normalName().equals("math");
  }

  /** True for a formula on a line of its own. */
  static boolean isDisplayed(Element element) {
    if (!is(element)) return false;
    if (element.hasClass("katex-display") || element.hasClass("math-block")) return true;
    return element.normalName().equals("math") && element.attr("display").equals("block");
  }

  /** The formula in LaTeX; its bare characters where the page tells no more. */
  static String tex(Element element) {
    if (element.hasAttr("data-math")) return element.attr("data-math").strip();
    var annotation = element.selectFirst(TEX);
    if (annotation != null) return annotation.wholeText().strip();
    var told = element.selectFirst("[alttext]");
    if (told != null) return told.attr("alttext").strip();
    var shown = element.selectFirst(".katex-html");
    return (shown == null ? element : shown).text().strip();
  }
}
