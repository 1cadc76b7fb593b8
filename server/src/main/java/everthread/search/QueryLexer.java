package everthread.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts a question's text into its pieces. Pure; no text is refused. */
final class QueryLexer {
  /** A piece of a question. */
  sealed interface Piece {
    /** What stands between spaces, or before a parenthesis. */
    record Bare(String text) implements Piece {}

    /** What stands between two quotes. */
    record Quoted(String text) implements Piece {}

    /** A quote that is never closed; the pieces after it are cut as if it were not there. */
    record OpenQuote(String nextWord) implements Piece {}

    /** AND, OR or NOT in capitals, or a minus or plus before what follows. */
    record Operator(Kind kind, String text) implements Piece {}

    record Open() implements Piece {}

    record Close() implements Piece {}
  }

  /** What an operator does. */
  enum Kind {
    AND,
    OR,
    NOT,
    REQUIRED
  }

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;

  private QueryLexer(String text) {
    this.text = text;
  }

  static List<Piece> pieces(String text) {
    var lexer = new QueryLexer(text);
    while (lexer.at < text.length()) lexer.next();
    return lexer.pieces;
  }

  private void next() {
    char c = text.charAt(at);
    if (isSpace(c)) at++;
    else if (isQuote(c)) quoted();
    else if (c == '(') single(new Piece.Open());
    else if (c == ')') single(new Piece.Close());
    else if ((c == '-' || c == '+') && beginsSomething(at + 1)) {
      single(new Piece.Operator(c == '-' ? Kind.NOT : Kind.REQUIRED, String.valueOf(c)));
    } else bare();
  }

  private void single(Piece piece) {
    pieces.add(piece);
    at++;
  }

  private void quoted() {
    int close = at + 1;
    while (close < text.length() && !isQuote(text.charAt(close))) close++;
    if (close < text.length()) {
      pieces.add(new Piece.Quoted(text.substring(at + 1, close)));
      at = close + 1;
    } else {
      pieces.add(new Piece.OpenQuote(wordAt(at + 1)));
      at++;
    }
  }

  private void bare() {
    var word = wordAt(at);
    at += word.length();
    // A filter's value may be quoted: tag:"two words".
    if (word.endsWith(":") && word.length() > 1 && at < text.length() && isQuote(text.charAt(at))) {
      int close = at + 1;
      while (close < text.length() && !isQuote(text.charAt(close))) close++;
      if (close < text.length()) {
        pieces.add(new Piece.Bare(word + text.substring(at + 1, close)));
        at = close + 1;
        return;
      }
    }
    switch (word) {
      case "AND", "&&" -> pieces.add(new Piece.Operator(Kind.AND, word));
      case "OR", "||", "|" -> pieces.add(new Piece.Operator(Kind.OR, word));
      case "NOT" -> pieces.add(new Piece.Operator(Kind.NOT, word));
      default -> pieces.add(new Piece.Bare(word));
    }
  }

  private String wordAt(int from) {
    int end = from;
    int depth = 0;
    while (end < text.length() && !isSpace(text.charAt(end)) && !isQuote(text.charAt(end))) {
      char c = text.charAt(end);
      // Parentheses inside a word, as in print(), belong to it.
      if (c == '(' && end > from) depth++;
      else if (c == ')' && depth > 0) depth--;
      else if (c == ')' || c == '(') break;
      end++;
    }
    return text.substring(from, end);
  }

  private boolean beginsSomething(int from) {
    if (at > 0 && !isSpace(text.charAt(at - 1)) && text.charAt(at - 1) != '(') return false;
    if (from >= text.length()) return false;
    char c = text.charAt(from);
    return Character.isLetterOrDigit(c) || isQuote(c) || c == '(' || Character.isSurrogate(c);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '“' || c == '”' || c == '„' || c == '«' || c == '»';
  }
}
