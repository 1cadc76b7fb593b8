package everthread.web.page.markdown;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Finds {@code $…$}, {@code $$…$$}, {@code \(…\)} and {@code \[…\]}. A price is no formula: a
 * single dollar opens only before a non-space, and closes only after one and before no digit.
 */
final class FormulaParser implements InlineContentParser {

  /** For the parser's builder. */
  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$', '\\');
    }

    @Override
    public InlineContentParser create() {
      return new FormulaParser();
    }
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    var scanner = state.scanner();
    if (scanner.peek() == '\\') {
      scanner.next();
      if (scanner.next('(')) return upTo(scanner, "\\)", false);
      if (scanner.next('[')) return upTo(scanner, "\\]", true);
      return ParsedInline.none();
    }
    scanner.next();
    if (scanner.next('$')) return upTo(scanner, "$$", true);
    return singleDollar(scanner);
  }

  private static ParsedInline singleDollar(Scanner scanner) {
    if (Character.isWhitespace(scanner.peek()) || !scanner.hasNext()) return ParsedInline.none();
    var start = scanner.position();
    while (scanner.find('$') >= 0) {
      var end = scanner.position();
      var before = scanner.peekPreviousCodePoint();
      scanner.next();
      var closes = !Character.isWhitespace(before) && before != '\\';
      if (closes && !Character.isDigit(scanner.peek())) return formula(scanner, start, end, false);
      if (closes) return ParsedInline.none();
    }
    return ParsedInline.none();
  }

  private static ParsedInline upTo(Scanner scanner, String close, boolean display) {
    var start = scanner.position();
    while (scanner.find(close.charAt(0)) >= 0) {
      var end = scanner.position();
      if (scanner.next(close)) return formula(scanner, start, end, display);
      scanner.next();
    }
    return ParsedInline.none();
  }

  private static ParsedInline formula(
      Scanner scanner, Position start, Position end, boolean display) {
    var tex = scanner.getSource(start, end).getContent().strip();
    if (tex.isEmpty()) return ParsedInline.none();
    return ParsedInline.of(new Formula(tex, display), scanner.position());
  }
}
