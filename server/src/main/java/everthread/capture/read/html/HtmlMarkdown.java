package everthread.capture.read.html;

import everthread.capture.read.Markdown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Writes a part of a chat page as Markdown: what a person sees, without buttons, icons and words
 * for screen readers. Any nesting is survived: below a bound, text is kept and structure is not.
 * The element is not changed. Pure.
 */
public final class HtmlMarkdown {
  private static final int DEEPEST = 100;
  private static final int DEEPEST_LIST = 12;

  private final Set<Element> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Inline inline = new Inline();

  private HtmlMarkdown(Element root) {
    root.traverse(
        (node, depth) -> {
          if (node instanceof Element element && Tags.isBlock(element)) markUpTo(element, root);
        });
  }

  public static String of(Element element) {
    var text = join(new HtmlMarkdown(element).blocks(element, 0, 0));
    return text.replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  private void markUpTo(Element block, Element root) {
    for (Element at = block; at != null && blocks.add(at) && at != root; at = at.parent()) {}
  }

  /**
   * @param list true when it may follow a line without a blank one between
   */
  private record Block(String text, boolean list) {
    static Block of(String text) {
      return new Block(text, false);
    }
  }

  private static String join(List<Block> blocks) {
    var text = new StringBuilder();
    for (var block : blocks) {
      if (block.text.isBlank()) continue;
      if (!text.isEmpty()) text.append("\n\n");
      text.append(block.text);
    }
    return text.toString();
  }

  private List<Block> blocks(Element parent, int depth, int listDepth) {
    var found = new ArrayList<Block>();
    var line = new StringBuilder();
    for (Node child : parent.childNodes()) {
      if (child instanceof Element element && blocks.contains(element)) {
        if (Tags.isDropped(element)) continue;
        endLine(line, found);
        found.addAll(block(element, depth + 1, listDepth));
      } else if (child instanceof Element || child instanceof TextNode) {
        inline.write(child, line, Tags.keepsLines(parent), 0);
      }
    }
    endLine(line, found);
    return found;
  }

  private static void endLine(StringBuilder line, List<Block> found) {
    var text = line.toString().strip();
    if (!text.isEmpty()) found.add(Block.of(text));
    line.setLength(0);
  }

  private List<Block> block(Element element, int depth, int listDepth) {
    if (depth > DEEPEST) return List.of(Block.of(element.text()));
    if (CodeBlock.is(element)) return List.of(Block.of(CodeBlock.markdown(element)));
    if (Formula.isDisplayed(element)) {
      return List.of(Block.of("$$" + Formula.tex(element) + "$$"));
    }
    return switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> List.of(heading(element));
      case "ul", "ol", "menu" -> List.of(list(element, depth, listDepth));
      case "blockquote" -> List.of(Block.of(quoted(join(blocks(element, depth, listDepth)))));
      case "table" -> List.of(Block.of(Table.markdown(element, inline)));
      case "hr" -> List.of(Block.of("---"));
      default -> blocks(element, depth, listDepth);
    };
  }

  private Block heading(Element element) {
    int level = element.normalName().charAt(1) - '0';
    var text = inline.of(element).replace('\n', ' ');
    return Block.of(text.isBlank() ? "" : "#".repeat(level) + " " + text);
  }

  private static String quoted(String text) {
    return text.isBlank() ? "" : "> " + text.replace("\n", "\n> ").replace("> \n", ">\n");
  }

  private Block list(Element list, int depth, int listDepth) {
    if (listDepth >= DEEPEST_LIST) return Block.of(list.text());
    boolean numbered = list.normalName().equals("ol");
    int number = number(list);
    var text = new StringBuilder();
    for (var item : list.children()) {
      if (Tags.isDropped(item)) continue;
      var said = item(item, depth, listDepth);
      if (said.isBlank()) continue;
      var mark = numbered ? number++ + ". " : "- ";
      if (!text.isEmpty()) text.append('\n');
      text.append(mark).append(indented(said, mark.length()));
    }
    return new Block(text.toString(), true);
  }

  private String item(Element item, int depth, int listDepth) {
    var parts =
        blocks.contains(item)
            ? item.normalName().equals("li")
                ? blocks(item, depth + 1, listDepth + 1)
                : block(item, depth + 1, listDepth + 1)
            : List.of(Block.of(inline.of(item)));
    var text = new StringBuilder();
    for (var part : parts) {
      if (part.text.isBlank()) continue;
      if (!text.isEmpty()) text.append(part.list ? "\n" : "\n\n");
      text.append(part.text);
    }
    return text.toString();
  }

  private static int number(Element list) {
    var start = list.attr("start");
    return start.matches("\\d{1,9}") ? Integer.parseInt(start) : 1;
  }

  private static String indented(String text, int by) {
    var pad = "\n" + " ".repeat(by);
    return text.replace("\n", pad).replace(pad + "\n", "\n\n");
  }

  /** The picture's alt text, for those that show something. */
  static String image(Element image) {
    var alt = image.attr("alt").strip();
    return alt.isEmpty() ? "" : Markdown.image(alt);
  }
}
