package everthread.web.page.markdown;

import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Rewrites MathML into the part that browsers draw (MathML Core): fences become operators, letter
 * styles become letters. Pure.
 */
final class CoreMathMl {
  private CoreMathMl() {}

  static String of(String mathMl) {
    var document = Jsoup.parse(mathMl, "", Parser.xmlParser());
    document.outputSettings().prettyPrint(false);
    for (var fenced : document.select("mfenced")) unfence(fenced);
    for (var style : document.select("mstyle[mathvariant=normal]")) upright(style);
    for (var letter : document.select("mi[mathvariant=double-struck]")) {
      letter.text(doubleStruck(letter.text())).removeAttr("mathvariant");
    }
    for (var math : document.select("math")) math.removeAttr("xmlns");
    return document.outerHtml();
  }

  private static void unfence(Element fenced) {
    var row = new Element("mrow");
    row.appendElement("mo").text(fenced.hasAttr("open") ? fenced.attr("open") : "(");
    boolean first = true;
    for (var child : fenced.children()) {
      if (!first) row.appendElement("mo").text(",");
      row.appendChild(child);
      first = false;
    }
    row.appendElement("mo").text(fenced.hasAttr("close") ? fenced.attr("close") : ")");
    fenced.replaceWith(row);
  }

  /** One name of several letters stands upright by itself. */
  private static void upright(Element style) {
    var letters = style.children();
    if (!letters.stream().allMatch(letter -> letter.normalName().equals("mi"))) {
      style.unwrap();
      return;
    }
    var name = letters.stream().map(Element::text).collect(Collectors.joining());
    var whole = new Element("mi").appendChild(new TextNode(name));
    if (name.length() == 1) whole.attr("mathvariant", "normal");
    style.replaceWith(whole);
  }

  private static String doubleStruck(String letter) {
    return switch (letter) {
      case "C" -> "ℂ";
      case "H" -> "ℍ";
      case "N" -> "ℕ";
      case "P" -> "ℙ";
      case "Q" -> "ℚ";
      case "R" -> "ℝ";
      case "Z" -> "ℤ";
      default -> capital(letter) ? Character.toString(0x1D538 + letter.charAt(0) - 'A') : letter;
    };
  }

  private static boolean capital(String letter) {
    return letter.length() == 1 && letter.charAt(0) >= 'A' && letter.charAt(0) <= 'Z';
  }
}
