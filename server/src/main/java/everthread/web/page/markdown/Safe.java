package everthread.web.page.markdown;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** Leaves of HTML only what the pages show of a chat: no script, no style, nothing from afar. */
final class Safe {
  private static final String[] MATH = {
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "msup",
    "msub",
    "msubsup",
    "mfrac",
    "msqrt",
    "mroot",
    "mover",
    "munder",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mfenced",
    "mstyle",
    "mpadded",
    "mphantom",
    "mmultiscripts",
    "mprescripts",
    "none"
  };

  /** Images stay for a moment, so that {@link Decoration} can put a link in their place. */
  private static final Safelist ALLOWED =
      Safelist.none()
          .addTags("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del")
          .addTags("blockquote", "ul", "ol", "li", "pre", "code", "a", "img", "span")
          .addTags("table", "thead", "tbody", "tr", "th", "td")
          .addTags(MATH)
          .addAttributes("ol", "start")
          .addAttributes("th", "align")
          .addAttributes("td", "align")
          .addAttributes("code", "class")
          .addAttributes("span", "class")
          .addAttributes("math", "display")
          .addAttributes("mo", "stretchy", "fence", "separator")
          .addAttributes("mi", "mathvariant")
          .addAttributes("mspace", "width")
          .addAttributes("a", "href", "title")
          .addAttributes("img", "src", "alt", "title")
          .addProtocols("a", "href", "http", "https", "mailto")
          .addProtocols("img", "src", "http", "https");

  private static final Cleaner CLEANER = new Cleaner(ALLOWED);

  private Safe() {}

  /** The safe part of a piece of HTML, as a document of its own that may be changed freely. */
  static Document clean(String html) {
    var clean = CLEANER.clean(Jsoup.parseBodyFragment(html));
    clean.outputSettings().prettyPrint(false);
    return clean;
  }
}
