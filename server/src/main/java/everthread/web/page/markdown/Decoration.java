package everthread.web.page.markdown;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Gives cleaned HTML the pages' own look: code with its buttons, links that give nothing away. */
final class Decoration {
  private Decoration() {}

  static void links(Element body) {
    for (var image : body.select("img")) {
      var alt = image.attr("alt").isBlank() ? "without a description" : image.attr("alt");
      var source = image.attr("src");
      var place =
          source.isEmpty()
              ? new Element("span").addClass("picture")
              : new Element("a").addClass("picture").attr("href", source);
      image.replaceWith(place.text("Picture: " + alt));
    }
    for (var link : body.select("a")) {
      if (link.attr("href").isEmpty()) link.unwrap();
      else link.attr("rel", "noopener noreferrer").attr("target", "_blank");
    }
  }

  /** Headings of a message stand below the page's own. */
  static void headings(Element body) {
    for (int level = 6; level >= 1; level--) {
      for (var heading : body.select("h" + level)) heading.tagName("h" + Math.min(6, level + 2));
    }
  }

  /** Tables scroll inside themselves, so each is a named region that takes the focus. */
  static void tables(Element body) {
    for (var table : body.select("table")) {
      table.wrap(
          "<div class=\"scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"></div>");
      for (var cell : table.select("[align]")) {
        cell.addClass("align-" + cell.attr("align").toLowerCase(Locale.ROOT)).removeAttr("align");
      }
    }
    for (var formula : body.select(".formula-block")) {
      formula.attr("tabindex", "0").attr("role", "region").attr("aria-label", "Formula");
    }
  }

  static void code(Element body) {
    for (var code : body.select("pre > code")) {
      var block = code.parent();
      if (block == null) continue;
      var language = language(code);
      code.clearAttributes();
      code.html(CodeColours.colour(code.wholeText(), language));
      block
          .addClass("scroll")
          .attr("tabindex", "0")
          .attr("role", "region")
          .attr("aria-label", language.isEmpty() ? "Code" : "Code, " + language);
      var frame = new Element("div").addClass("code");
      block.replaceWith(frame);
      frame.appendChild(bar(language)).appendChild(block);
    }
  }

  private static Element bar(String language) {
    var bar = new Element("div").addClass("code-bar");
    bar.appendElement("span")
        .addClass("code-language")
        .text(language.isEmpty() ? "code" : language);
    button(bar, "data-wrap", "Wrap").attr("aria-pressed", "false");
    button(bar, "data-copy", "Copy");
    return bar;
  }

  private static Element button(Element bar, String action, String text) {
    return bar.appendElement("button")
        .attr("type", "button")
        .addClass("code-button")
        .attr(action, true)
        .text(text);
  }

  private static String language(Element code) {
    for (var name : code.classNames()) {
      if (name.startsWith("language-")) {
        return name.substring("language-".length()).toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  /** The text nodes of an element in order, to be changed one by one. */
  static List<TextNode> texts(Element body) {
    return body.nodeStream(TextNode.class).toList();
  }

  /**
   * Puts other nodes in a text's place, all at once: one by one each would move those behind it.
   */
  static void replace(TextNode text, List<? extends Node> nodes) {
    if (!(text.parent() instanceof Element parent)) return;
    parent.insertChildren(text.siblingIndex(), nodes);
    text.remove();
  }
}
