package everthread.capture.read.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Opens pages and finds one's way on them. Pure. */
public final class Pages {
  private Pages() {}

  public static Document parse(String html) {
    return Jsoup.parse(Shallow.html(html));
  }

  /** Those elements that fit and lie in no other one that fits, in document order. */
  public static List<Element> outermost(Iterable<Element> elements, Predicate<Element> fits) {
    var taken = Collections.<Element>newSetFromMap(new IdentityHashMap<>());
    var found = new ArrayList<Element>();
    for (var element : elements) {
      if (!fits.test(element) || hasAncestorIn(taken, element)) continue;
      taken.add(element);
      found.add(element);
    }
    return found;
  }

  private static boolean hasAncestorIn(java.util.Set<Element> taken, Element element) {
    for (var at = element.parent(); at != null; at = at.parent()) {
      if (taken.contains(at)) return true;
    }
    return false;
  }

  /** The text as it was typed, line by line. */
  public static String lines(Element element) {
    var text = new StringBuilder();
    element.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) text.append(words.getWholeText());
            else if (node.normalName().equals("br")) text.append('\n');
            else if (node instanceof Element inner && isNewLine(inner, element, text)) {
              text.append('\n');
            }
          }

          @Override
          public void tail(Node node, int depth) {}
        });
    return text.toString().replace("\u00a0", " ").strip();
  }

  private static boolean isNewLine(Element inner, Element root, StringBuilder text) {
    return inner != root && Tags.isBlock(inner) && !text.isEmpty();
  }
}
