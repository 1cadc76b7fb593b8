package everthread.capture.read.html;

import java.util.Set;
import org.jsoup.nodes.Element;

/** What the tags and classes of the chat pages mean. Pure. */
final class Tags {
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "main",
          "header",
          "footer",
          "aside",
          "figure",
          "figcaption",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "menu",
          "li",
          "dl",
          "dt",
          "dd",
          "blockquote",
          "pre",
          "table",
          "hr",
          "details",
          "summary",
          "address",
          "fieldset",
          "form",
          "code-block",
          "table-block",
          "response-element",
          "message-content");

  private static final Set<String> DROPPED =
      Set.of(
          "button",
          "svg",
          "script",
          "style",
          "noscript",
          "template",
          "textarea",
          "select",
          "nav",
          "iframe",
          "object",
          "embed",
          "audio",
          "video",
          "canvas",
          "head",
          "title",
          "mat-icon",
          "gem-icon",
          "message-actions",
          "source-footnote",
          "sources-list",
          "sources-carousel",
          "sources-carousel-inline",
          "tts-control",
          "response-feedback",
          "thumb-up-button");

  private static final Set<String> DROPPED_CLASSES =
      Set.of(
          "sr-only",
          "cdk-visually-hidden",
          "visually-hidden",
          "screen-reader-only",
          "material-icons",
          "google-symbols",
          "mat-icon",
          "table-footer",
          "code-block-decoration",
          "katex-html",
          "cm-gutters");

  private Tags() {}

  static boolean isBlock(Element element) {
    return BLOCKS.contains(element.normalName()) || element.hasClass("katex-display");
  }

  /** What is on the page for the page's sake. */
  static boolean isDropped(Element element) {
    if (DROPPED.contains(element.normalName())) return true;
    if (element.hasAttr("hidden") || element.attr("role").equals("toolbar")) return true;
    if (element.attr("aria-hidden").equals("true")) return !element.hasClass("katex-html");
    if (!element.hasAttr("class")) return false;
    return element.classNames().stream().anyMatch(DROPPED_CLASSES::contains);
  }

  /** True where the page shows line ends as they are. */
  static boolean keepsLines(Element element) {
    return element.attr("class").contains("whitespace-pre-wrap")
        || element.attr("style").contains("pre-wrap");
  }
}
