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
      var framed = display ? "\\[ " + tex + " \\]" : "$" + tex + "$";
      if (!session.parseInput(new SnuggleInput(framed)) || !session.getErrors().isEmpty()) {
        return Optional.empty();
      }
      var options = new XMLStringOutputOptions();
      options.setIndenting(false);
      var xml = session.buildXMLString(options);
      if (xml == null || !session.getErrors().isEmpty() || !xml.startsWith("<math")) {
        return Optional.empty();
      }
      return Optional.of(xml);
    } catch (IOException unread) {
      return Optional.empty();
    }
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
