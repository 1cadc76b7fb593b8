package everthread.capture.read.html;

import everthread.capture.read.Markdown;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Code blocks of the three sites: a bare {@code pre}, one with a header inside (ChatGPT), one whose
 * lines CodeMirror draws, and one in a frame with the header beside it (Claude, Gemini). Pure.
 */
final class CodeBlock {
  private static final Pattern LANGUAGE_CLASS = Pattern.compile("(?:language|lang)-([\\w+#.-]+)");
  private static final Pattern LANGUAGE = Pattern.compile("[\\p{L}\\d+#._-]{1,20}");
  private static final Set<String> NO_LANGUAGE =
      Set.of("code", "plaintext", "text", "copy", "none");

  private CodeBlock() {}

  static boolean is(Element element) {
    if (element.normalName().equals("pre")) return true;
    if (element.normalName().equals("code-block")) return element.selectFirst("pre, code") != null;
    return element.attr("class").contains("group/copy") && element.select("pre").size() == 1;
  }

  static String markdown(Element block) {
    var pre = block.normalName().equals("pre") ? block : block.selectFirst("pre");
    var frame = pre == null ? block : pre;
    var code = code(frame);
    return Markdown.fence(language(block, code), text(code));
  }

  /** The element that holds the code itself. */
  private static Element code(Element frame) {
    for (var landmark : new String[] {".cm-content", "#code-block-viewer code", "code"}) {
      var found = frame.selectFirst(landmark);
      if (found != null) return found;
    }
    return frame;
  }

  private static @Nullable String language(Element block, Element code) {
    for (var element : code.getAllElements()) {
      var named = LANGUAGE_CLASS.matcher(element.attr("class"));
      if (named.find()) return named.group(1);
    }
    var named = LANGUAGE_CLASS.matcher(block.attr("class"));
    if (named.find()) return named.group(1);
    var header = header(block, code);
    return NO_LANGUAGE.contains(header.toLowerCase(java.util.Locale.ROOT)) ? null : header;
  }

  /** The word above the code, if it is one. */
  private static String header(Element block, Element code) {
    var words = new StringBuilder();
    block.traverse(
        (node, depth) -> {
          if (node instanceof TextNode text && isHeader(text, code, block)) {
            words.append(text.text()).append(' ');
          }
        });
    var header = words.toString().strip();
    return LANGUAGE.matcher(header).matches() ? header : "";
  }

  private static boolean isHeader(TextNode text, Element code, Element block) {
    if (text.isBlank()) return false;
    int steps = 0;
    for (Node at = text.parent(); at != null && at != block && steps++ < 30; at = at.parent()) {
      if (at == code || at.normalName().equals("button") || at.normalName().equals("mat-icon")) {
        return false;
      }
    }
    return text.parent() != code;
  }

  private static String text(Element code) {
    var text = new StringBuilder();
    code.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) text.append(words.getWholeText());
            else if (node.normalName().equals("br")) text.append('\n');
          }

          @Override
          public void tail(Node node, int depth) {
            boolean isLine = node instanceof Element line && line.hasClass("cm-line");
            if (isLine && node.nextSibling() != null) text.append('\n');
          }
        });
    return text.toString().replace("\u00a0", " ").replace("\u200b", "").stripTrailing();
  }
}
