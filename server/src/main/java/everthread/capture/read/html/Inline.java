package everthread.capture.read.html;

import everthread.capture.read.Markdown;
import everthread.capture.read.Markdown.Link;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes what stands within a line. Pure. */
final class Inline {
  private static final int DEEPEST = 100;

  /** A smaller-than sign that Markdown would take for a tag. */
  private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])");

  private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\f\\r]+");
  private static final Pattern SPACES_IN_LINE = Pattern.compile("[ \\t\\f\\r]+");
  private static final Pattern INVISIBLE = Pattern.compile("[\u200b\u2060\ufeff]");

  String of(Element element) {
    var line = new StringBuilder();
    for (var child : element.childNodes()) write(child, line, Tags.keepsLines(element), 0);
    return line.toString().strip();
  }

  void write(Node node, StringBuilder line, boolean keepLines, int depth) {
    if (node instanceof TextNode text) {
      text(text.getWholeText(), line, keepLines);
    } else if (node instanceof Element element && !Tags.isDropped(element)) {
      if (depth > DEEPEST) text(element.text(), line, false);
      else element(element, line, keepLines || Tags.keepsLines(element), depth);
    }
  }

  private static void text(String raw, StringBuilder line, boolean keepLines) {
    var said = INVISIBLE.matcher(raw.replace('\u00a0', ' ')).replaceAll("");
    said = (keepLines ? SPACES_IN_LINE : SPACES).matcher(said).replaceAll(" ");
    if (said.startsWith(" ") && endsWithSpace(line)) said = said.substring(1);
    line.append(TAG.matcher(said).replaceAll("\\\\<"));
  }

  private static boolean endsWith(StringBuilder line, String sign) {
    int from = line.length() - sign.length();
    return from >= 0 && line.indexOf(sign, from) == from;
  }

  private static boolean endsWithSpace(StringBuilder line) {
    return line.isEmpty() || Character.isWhitespace(line.charAt(line.length() - 1));
  }

  private void element(Element element, StringBuilder line, boolean keepLines, int depth) {
    if (Formula.is(element)) {
      formula(element, line);
      return;
    }
    if (element.attr("data-testid").equals("webpage-citation-pill")) {
      citation(element.selectFirst("a[href]"), "", line);
      return;
    }
    switch (element.normalName()) {
      case "br" -> line.append('\n');
      case "strong", "b" -> wrapped("**", element, line, keepLines, depth);
      case "em", "i" -> wrapped("*", element, line, keepLines, depth);
      case "del", "s", "strike" -> wrapped("~~", element, line, keepLines, depth);
      case "code", "kbd", "samp", "tt" -> code(element, line);
      case "a" -> link(element, line, keepLines, depth);
      case "img" -> line.append(HtmlMarkdown.image(element));
      case "input" -> checkbox(element, line);
      default -> children(element, line, keepLines, depth);
    }
  }

  private void children(Element element, StringBuilder line, boolean keepLines, int depth) {
    for (var child : element.childNodes()) write(child, line, keepLines, depth + 1);
    // Blocks inside of a line, such as in a table's cell, do not run into each other.
    if (Tags.isBlock(element) && !endsWithSpace(line)) line.append(' ');
  }

  /** What stands inside, a space before it included. */
  private String inner(Element element, boolean keepLines, int depth) {
    var inner = new StringBuilder("x");
    children(element, inner, keepLines, depth);
    return inner.substring(1);
  }

  private static void formula(Element element, StringBuilder line) {
    var sign = Formula.isDisplayed(element) ? "$$" : "$";
    var tex = Formula.tex(element);
    if (!tex.isEmpty()) line.append(sign).append(tex).append(sign);
  }

  /** Emphasis stands at its words: spaces move out of it, and empty emphasis goes. */
  private void wrapped(
      String sign, Element element, StringBuilder line, boolean keepLines, int depth) {
    var said = inner(element, keepLines, depth);
    var core = said.strip();
    if (core.isEmpty() || endsWith(line, sign)) {
      line.append(said);
      return;
    }
    if (Character.isWhitespace(said.charAt(0)) && !endsWithSpace(line)) line.append(' ');
    line.append(sign).append(core).append(sign);
    if (Character.isWhitespace(said.charAt(said.length() - 1))) line.append(' ');
  }

  private static void code(Element element, StringBuilder line) {
    var code = element.wholeText().replace('\n', ' ').replace("\u00a0", " ");
    if (!code.isBlank()) line.append(Markdown.code(code.strip()));
  }

  private void link(Element element, StringBuilder line, boolean keepLines, int depth) {
    var said = inner(element, keepLines, depth);
    var label = said.strip();
    if (said.startsWith(" ") && !endsWithSpace(line)) line.append(' ');
    var url = element.attr("href");
    if (element.attr("class").contains("group/tag")) citation(element, label, line);
    else if (label.isEmpty()) return;
    else if (!Markdown.isAddress(url) || label.startsWith("[Image")) line.append(label);
    else if (label.equals(url)) line.append('<').append(url).append('>');
    else line.append(Markdown.link(label, url));
  }

  /** A small mark behind the words, which names where they come from. */
  private static void citation(
      @org.jspecify.annotations.Nullable Element link, String title, StringBuilder line) {
    if (link == null) return;
    var sources = Markdown.sources(List.of(new Link(title, link.attr("href"))));
    if (sources.isEmpty()) return;
    if (!endsWithSpace(line)) line.append(' ');
    line.append(sources);
  }

  private static void checkbox(Element element, StringBuilder line) {
    if (!element.attr("type").equals("checkbox")) return;
    line.append(element.hasAttr("checked") ? "[x] " : "[ ] ");
  }
}
