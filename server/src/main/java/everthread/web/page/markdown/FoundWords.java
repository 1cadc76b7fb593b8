package everthread.web.page.markdown;

import everthread.search.Hit.Piece;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Marks looked-for words in text that the index did not mark itself: a title, a whole message. A
 * word counts with up to three more letters ("restore" marks "restored"). Immutable.
 */
public final class FoundWords {
  public static final FoundWords NONE = new FoundWords(Set.of());

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{2,}");
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");
  private static final int MOST = 24;

  private final List<Pattern> patterns;

  private FoundWords(Collection<String> words) {
    this.patterns = words.stream().limit(MOST).map(FoundWords::pattern).toList();
  }

  /**
   * @param query as it was typed, without filters
   * @param found further words that the index marked
   */
  public static FoundWords of(String query, Collection<String> found) {
    var words = new LinkedHashSet<String>();
    var match = WORD.matcher(query);
    while (match.find()) {
      var excluded = query.substring(0, match.start()).matches("(?s).*(NOT\\s+|(^|\\s)-)\"?");
      if (!excluded && !OPERATORS.contains(match.group())) {
        words.add(match.group().toLowerCase(Locale.ROOT));
      }
    }
    for (var word : found) words.add(word.toLowerCase(Locale.ROOT));
    return words.isEmpty() ? NONE : new FoundWords(words);
  }

  private static Pattern pattern(String word) {
    var ideographs = word.codePoints().anyMatch(Character::isIdeographic);
    var quoted = Pattern.quote(word);
    return Pattern.compile(
        ideographs ? quoted : "(?<![\\p{L}\\p{N}_])" + quoted + "\\p{L}{0,3}(?![\\p{L}\\p{N}_])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The text in runs, the found words marked; joined they are the text. */
  public List<Piece> in(String text) {
    var marked = new boolean[text.length()];
    for (var pattern : patterns) {
      var match = pattern.matcher(text);
      while (match.find()) {
        for (int i = match.start(); i < match.end(); i++) marked[i] = true;
      }
    }
    var pieces = new ArrayList<Piece>();
    int from = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || marked[i] != marked[from]) {
        pieces.add(new Piece(text.substring(from, i), marked[from]));
        from = i;
      }
    }
    return pieces;
  }

  void mark(Element body) {
    if (patterns.isEmpty()) return;
    for (var text : Decoration.texts(body)) {
      var parent = text.parent();
      if (parent instanceof Element element
          && element.closest("math, .code-bar, .secret") == null) {
        mark(text);
      }
    }
  }

  private void mark(TextNode node) {
    var pieces = in(node.getWholeText());
    if (pieces.stream().noneMatch(Piece::found)) return;
    Decoration.replace(
        node,
        pieces.stream()
            .<Node>map(
                piece ->
                    piece.found()
                        ? new Element("mark").text(piece.text())
                        : new TextNode(piece.text()))
            .toList());
  }
}
