package everthread.web.page.markdown;

import java.io.IOException;
import java.util.Optional;
import uk.ac.ed.ph.snuggletex.SnuggleEngine;
import uk.ac.ed.ph.snuggletex.SnuggleInput;
import uk.ac.ed.ph.snuggletex.XMLStringOutputOptions;

/** Turns TeX into MathML. Pure; safe to use from many threads. */
final class Formulas {
  private static final int LONGEST = 2_000;
  private static final SnuggleEngine ENGINE = new SnuggleEngine();

  private Formulas() {}

  /** Empty when the formula is too long or uses what is not understood; never throws for TeX. */
  static Optional<String> toMathMl(String tex, boolean display) {
    if (tex.length() > LONGEST || definesMacros(tex)) return Optional.empty();
    try {
      var session = ENGINE.createSession();
      var known = known(tex);
      var framed = display ? "\\[ " + known + " \\]" : "$" + known + "$";
      if (!session.parseInput(new SnuggleInput(framed)) || !session.getErrors().isEmpty()) {
        return Optional.empty();
      }
      var options = new XMLStringOutputOptions();
      options.setIndenting(false);
      var xml = session.buildXMLString(options);
      if (xml == null || !session.getErrors().isEmpty() || !xml.startsWith("<math")) {
        return Optional.empty();
      }
      return Optional.of(CoreMathMl.of(xml));
    } catch (IOException unread) {
      return Optional.empty();
    }
  }

  /** Writes what the converter does not know as what it does. */
  private static String known(String tex) {
    return tex.replace("\\text{", "\\mbox{")
        .replace("\\operatorname{", "\\mathrm{")
        .replace("\\dfrac", "\\frac")
        .replace("\\tfrac", "\\frac")
        .replace("\\bigl", "")
        .replace("\\bigr", "");
  }

  /** A macro may call itself; chats have no need of them. */
  private static boolean definesMacros(String tex) {
    return tex.contains("\\newcommand")
        || tex.contains("\\renewcommand")
        || tex.contains("\\newenvironment")
        || tex.contains("\\renewenvironment")
        || tex.contains("\\def");
  }
}
