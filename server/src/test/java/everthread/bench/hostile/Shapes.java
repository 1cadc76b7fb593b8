package everthread.bench.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Texts that make careless programs slow, deep or unsafe, each in any size. */
final class Shapes {
  private static final String SCRIPT =
      "<script>alert(1)</script><img src=x onerror=alert(2)><a href=\"javascript:alert(3)\">l</a>"
          + "<svg onload=alert(4)><iframe srcdoc=x></iframe><style>*{}</style>";

  private Shapes() {}

  /** Pieces of HTML, to stand in the middle of a chat page. */
  static Map<String, IntFunction<String>> html() {
    var shapes = new LinkedHashMap<String, IntFunction<String>>();
    shapes.put("nested div", n -> "<div>".repeat(n));
    shapes.put("nested div, closed", n -> "<div>".repeat(n) + "x" + "</div>".repeat(n));
    shapes.put("nested div/", n -> "<div/>".repeat(n));
    shapes.put("nested span", n -> "<span>a".repeat(n));
    shapes.put("nested b", n -> "<b>a".repeat(n));
    shapes.put("b and p", n -> "<b><p>".repeat(n / 2));
    shapes.put("a and div", n -> "<a href=x><div>".repeat(n / 2));
    shapes.put(
        "unlike formatting", n -> "<b><i><u><s><em><strong><code><font>".repeat(n / 8) + "<p>x");
    shapes.put("misnested", n -> "<b><i>x</b></i>".repeat(n / 4));
    shapes.put("all unclosed", n -> "<div><p><b><a href=x><ul><li><table><tr><td>".repeat(n / 10));
    shapes.put("nested tables", n -> "<table><tr><td>".repeat(n / 3));
    shapes.put("text in tables", n -> "<table>a<b>b".repeat(n / 3));
    shapes.put("nested lists", n -> "<ul><li>x".repeat(n / 2));
    shapes.put("nested quotes", n -> "<blockquote>x".repeat(n / 2));
    shapes.put("nested pre", n -> "<pre>x".repeat(n / 2));
    shapes.put("nested code", n -> "<code>x".repeat(n / 2));
    shapes.put("nested buttons", n -> "<button>x".repeat(n / 2));
    shapes.put("nested forms", n -> "<form><div>".repeat(n / 2));
    shapes.put("svg and td", n -> "<svg>" + "<td>".repeat(n));
    shapes.put("math and li", n -> "<math>" + "<tr>".repeat(n) + "<mi>x");
    shapes.put("math and annotation", n -> "<math><annotation-xml>".repeat(n / 4));
    shapes.put("select and option", n -> "<select>" + "<option>x".repeat(n));
    shapes.put("templates", n -> "<template>".repeat(n / 2));
    shapes.put("rubies", n -> "<ruby>x<rt>".repeat(n / 4));
    shapes.put("closing tags", n -> "</div></p></b>".repeat(n / 3));
    shapes.put("open comment", n -> "<!--" + "-".repeat(n));
    shapes.put("many comments", n -> "<!--->".repeat(n));
    shapes.put("smaller-than", n -> "<".repeat(n));
    shapes.put("open tag", n -> "<a ".repeat(n));
    shapes.put("entities", n -> "&lt;&amp;&#x3c;".repeat(n / 2));
    shapes.put("broken entities", n -> "&notanentity;&#99999999;&".repeat(n / 8));
    shapes.put("giant attribute", n -> "<p title=\"" + "a".repeat(n * 10) + "\">x</p>");
    shapes.put("many attributes", n -> "<p " + numbered(n / 4, "a", "=1 ") + ">x</p>");
    shapes.put("many classes", n -> "<p class=\"" + "a ".repeat(n) + "\">x</p>");
    shapes.put("line breaks", n -> "<br>".repeat(n));
    shapes.put("white space", n -> " \t\n".repeat(n) + "x");
    shapes.put("wide table", n -> "<table><tr>" + "<td>x".repeat(n / 2) + "</table>");
    shapes.put("long table", n -> "<table>" + "<tr><td>x".repeat(n / 2) + "</table>");
    shapes.put("code blocks", n -> "<pre><code class=language-x>x</code></pre>".repeat(n / 20));
    shapes.put("long code", n -> "<pre><code>" + "x ".repeat(n * 5) + "</code></pre>");
    shapes.put("links", n -> "<a href=\"https://a.example/\">x</a>".repeat(n / 10));
    shapes.put("formulas", n -> "<span class=katex>x</span>".repeat(n / 10));
    shapes.put("script everywhere", n -> SCRIPT.repeat(n / 100));
    shapes.put("U+0000", n -> "\0<p>\0".repeat(n / 2));
    return shapes;
  }

  /** Markdown, as a person or a model might write it. */
  static Map<String, IntFunction<String>> markdown() {
    var shapes = new LinkedHashMap<String, IntFunction<String>>();
    shapes.put("stars", n -> "*".repeat(n));
    shapes.put("star a", n -> "*a ".repeat(n));
    shapes.put("star a star", n -> "**a *a".repeat(n / 2));
    shapes.put("underscores", n -> "_a__b_".repeat(n / 2));
    shapes.put("tildes", n -> "~~a~".repeat(n / 2));
    shapes.put("opening brackets", n -> "[".repeat(n));
    shapes.put("brackets", n -> "[a".repeat(n / 2) + "]".repeat(n / 2));
    shapes.put("links", n -> "[a](b".repeat(n / 4));
    shapes.put("links in angle", n -> "[a](<b".repeat(n / 4));
    shapes.put("pictures", n -> "![a](b ".repeat(n / 4));
    shapes.put("backticks", n -> ticks(n));
    shapes.put("fences", n -> "```\n".repeat(n / 2));
    shapes.put("quotes", n -> ">".repeat(n));
    shapes.put("quotes and lists", n -> "> - ".repeat(n / 4) + "x");
    shapes.put("nested lists", n -> steps(n));
    shapes.put("bullets", n -> "- ".repeat(n / 2) + "x");
    shapes.put("numbers", n -> "1. ".repeat(n / 3) + "x");
    shapes.put("list items", n -> "- x\n\n".repeat(n / 4));
    shapes.put("references", n -> numbered(n / 8, "[a", "]: b\n") + "[a1]".repeat(n / 8));
    shapes.put(
        "wide table", n -> "|a".repeat(n / 2) + "|\n" + "|-".repeat(n / 2) + "|\n|x|\n".repeat(20));
    shapes.put("long table", n -> "|a|b|\n|-|-|\n" + "|x|y|\n".repeat(n / 4));
    shapes.put(
        "table rows short",
        n -> "|a".repeat(500) + "\n" + "|-".repeat(500) + "\n" + "|\n".repeat(n / 50));
    shapes.put("dollars", n -> "$".repeat(n));
    shapes.put("dollar a", n -> "$a ".repeat(n / 2));
    shapes.put("formulas", n -> "$x^2$ ".repeat(n / 100));
    shapes.put(
        "deep formula",
        n -> "$" + "{".repeat(900) + "x" + "}".repeat(900) + "$ " + "\\sqrt".repeat(n / 400));
    shapes.put("deep fraction", n -> "$" + "\\frac{".repeat(150) + "x" + "}{y}".repeat(150) + "$");
    shapes.put("open formula", n -> "\\(a ".repeat(n / 4));
    shapes.put("addresses", n -> "https://a.example ".repeat(n / 10));
    shapes.put("address parts", n -> "http://".repeat(n / 4));
    shapes.put("mail", n -> "a@".repeat(n / 2));
    shapes.put("mail dots", n -> "a.".repeat(n / 2) + "@b");
    shapes.put("smaller-than", n -> "<".repeat(n));
    shapes.put("tags", n -> "<a ".repeat(n / 2));
    shapes.put("tag attributes", n -> "<a " + "b=\"c\" ".repeat(n / 4));
    shapes.put("comments", n -> "<!-- a ".repeat(n / 4));
    shapes.put("entities", n -> "&amp;&#x3c;&".repeat(n / 2));
    shapes.put("backslashes", n -> "\\".repeat(n));
    shapes.put("headings", n -> "# a\n".repeat(n / 4));
    shapes.put("rules", n -> "- - -\n".repeat(n / 6));
    shapes.put("setext", n -> "a\n=\n".repeat(n / 4));
    shapes.put("long line", n -> "a".repeat(n * 10));
    shapes.put("words", n -> "hidden words ".repeat(n / 4));
    shapes.put("empty lines", n -> "\n".repeat(n));
    shapes.put("spaces", n -> " ".repeat(n) + "x");
    shapes.put("combining marks", n -> "a" + "\u0301".repeat(n));
    shapes.put("bidi and tags", n -> "\u202e\u200b\uDB40\uDC41".repeat(n / 4));
    shapes.put("redacted", n -> "[redacted:".repeat(n / 8) + "[redacted:api_key]".repeat(n / 20));
    shapes.put("code to colour", n -> "```java\n" + "/* \"x' //".repeat(5_000) + "\n```\n");
    shapes.put("code strings", n -> "```js\n" + "\"\\".repeat(25_000) + "\n```\n");
    shapes.put("code blanks", n -> "```python\n" + " ".repeat(50_000) + "\n```\n");
    shapes.put("code yaml", n -> "```yaml\n" + "- ".repeat(25_000) + "\n```\n");
    shapes.put("script everywhere", n -> (SCRIPT + "[a](javascript:alert(5)) ").repeat(n / 200));
    return shapes;
  }

  /** Statements that begin like one that tells something, and go on as none should. */
  static Map<String, IntFunction<String>> statements() {
    var shapes = new LinkedHashMap<String, IntFunction<String>>();
    for (var opening : OPENINGS) {
      for (var filling : FILLINGS) {
        var shape = opening.strip() + " … " + filling;
        shapes.put(shape, n -> opening + filling.repeat(n / filling.length()) + " is");
      }
    }
    return shapes;
  }

  private static final List<String> OPENINGS =
      List.of(
          "The ",
          "The",
          "User's ",
          "User ",
          "Apollo ",
          "Anna's ",
          "I live in ",
          "I moved ",
          "My favourite ",
          "We switched ",
          "I prefer ",
          "We use ",
          "We replaced ",
          "Our deadline moved ",
          "The budget is ",
          "Please remember that ");
  private static final List<String> FILLINGS =
      List.of(
          "x",
          "A",
          "1",
          "1,",
          "x ",
          "A ",
          "1 ",
          "is ",
          "to ",
          " from a to b",
          "moved to ",
          "has been ",
          " as the main x",
          "'s ",
          "-",
          "now ",
          "$1 ",
          ".!",
          "(",
          ", and ",
          "May 1 ");

  private static String numbered(int count, String before, String after) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) text.append(before).append(i).append(after);
    return text.toString();
  }

  private static String ticks(int length) {
    var text = new StringBuilder();
    for (int i = 1; text.length() < length; i++) text.append("a").append("`".repeat(i));
    return text.toString();
  }

  private static String steps(int length) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) text.append(" ".repeat(i * 2)).append("- a\n");
    return text.toString();
  }
}
