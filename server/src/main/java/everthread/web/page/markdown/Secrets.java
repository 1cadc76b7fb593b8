package everthread.web.page.markdown;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Shows {@code [redacted:kind]} as a label that says what was hidden. */
final class Secrets {
  private static final Pattern REDACTED = Pattern.compile("\\[redacted:([a-z0-9_-]{1,40})]");

  private Secrets() {}

  static void label(Element body) {
    for (var text : Decoration.texts(body)) label(text);
  }

  /** The same in words, where no label can stand. */
  static String inWords(String text) {
    return REDACTED.matcher(text).replaceAll(found -> words(found.group(1)) + " hidden");
  }

  private static void label(TextNode node) {
    var text = node.getWholeText();
    var match = REDACTED.matcher(text);
    var pieces = new ArrayList<Node>();
    int from = 0;
    while (match.find()) {
      pieces.add(new TextNode(text.substring(from, match.start())));
      pieces.add(new Element("span").addClass("secret").text(words(match.group(1)) + " hidden"));
      from = match.end();
    }
    if (from == 0) return;
    pieces.add(new TextNode(text.substring(from)));
    Decoration.replace(node, pieces);
  }

  private static String words(String kind) {
    return switch (kind) {
      case "api_key", "api-key" -> "API key";
      case "jwt" -> "token";
      case "pem", "private_key", "private-key" -> "private key";
      case "card", "card_number", "card-number", "credit_card" -> "card number";
      case "iban" -> "account number";
      default -> kind.replace('_', ' ').replace('-', ' ');
    };
  }
}
