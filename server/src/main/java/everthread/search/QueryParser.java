package everthread.search;

import everthread.search.QueryLexer.Kind;
import everthread.search.QueryLexer.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Understands a question. Bare words are joined by OR; AND binds them tighter; a quoted phrase must
 * be there unless OR stands beside it; NOT or a minus bars. Pure; never refuses a text: what cannot
 * be taken as written is searched as words, and the notice says so.
 */
public final class QueryParser {
  /** What is longer is cut. */
  public static final int MAX_LENGTH = 10_000;

  private static final int MAX_DEPTH = 20;

  private final List<Piece> pieces;
  private final TypedFilters filters = new TypedFilters();
  private final StringBuilder words = new StringBuilder();
  private @Nullable String notice;
  private int at;

  private QueryParser(List<Piece> pieces) {
    this.pieces = pieces;
  }

  public static ParsedQuery parse(String text) {
    boolean tooLong = text.length() > MAX_LENGTH;
    var parser = new QueryParser(QueryLexer.pieces(tooLong ? text.substring(0, MAX_LENGTH) : text));
    if (tooLong) parser.note("Only the first 10,000 characters were searched.");
    var clauses = parser.sequence(0);
    return new ParsedQuery(
        clauses, parser.filters.filter(), parser.words.toString().strip(), parser.notice);
  }

  /** One level of parentheses. */
  private Clause.Group sequence(int depth) {
    var sequence = new Sequence();
    while (at < pieces.size()) {
      var piece = pieces.get(at++);
      if (piece instanceof Piece.Close) {
        if (depth > 0) return sequence.group();
        continue;
      }
      if (!(piece instanceof Piece.Operator operator)) {
        var clause = operand(piece, depth);
        if (clause != null) sequence.add(clause);
      } else if (joinsNothing(operator, sequence)) {
        sequence.add(asWord(operator.text()));
      } else {
        words.append(operator.text()).append(isSign(operator) ? "" : " ");
        sequence.operator(operator.kind());
      }
    }
    return sequence.group();
  }

  private @Nullable Clause operand(Piece piece, int depth) {
    return switch (piece) {
      case Piece.Bare bare -> bare(bare.text());
      case Piece.Quoted quoted -> {
        words.append('"').append(quoted.text()).append("\" ");
        yield quoted.text().isBlank() ? null : new Clause.Phrase(quoted.text());
      }
      case Piece.OpenQuote open -> {
        if (!open.nextWord().isBlank()) {
          note(
              "The quote before ‘%s’ is never closed, so it was searched as a word."
                  .formatted(brief(open.nextWord())));
        }
        yield null;
      }
      case Piece.Open open -> nested(depth);
      case Piece.Close close -> null;
      case Piece.Operator operator -> asWord(operator.text());
    };
  }

  private @Nullable Clause nested(int depth) {
    if (depth >= MAX_DEPTH) return null;
    words.append('(');
    var group = sequence(depth + 1);
    words.append(") ");
    return group.isEmpty() ? null : group;
  }

  private @Nullable Clause bare(String word) {
    switch (filters.take(word)) {
      case FILTER -> {
        return null;
      }
      case UNKNOWN_VALUE ->
          note(
              "‘%s’ is not a filter that is known here, so it was searched as words."
                  .formatted(brief(word)));
      case WORD -> {}
    }
    words.append(word).append(' ');
    boolean prefix = word.endsWith("*") && word.codePoints().anyMatch(Character::isLetterOrDigit);
    return prefix ? new Clause.Prefix(withoutStars(word)) : new Clause.Word(word);
  }

  private static String withoutStars(String word) {
    int end = word.length();
    while (end > 0 && word.charAt(end - 1) == '*') end--;
    return word.substring(0, end);
  }

  /** AND and OR need something on both sides, NOT something after it. */
  private boolean joinsNothing(Piece.Operator operator, Sequence sequence) {
    boolean needsLeft = operator.kind() == Kind.AND || operator.kind() == Kind.OR;
    return needsLeft && !sequence.endsWithOperand() || !operandFollows(operator.kind());
  }

  private boolean operandFollows(Kind kind) {
    if (at >= pieces.size()) return false;
    return switch (pieces.get(at)) {
      case Piece.Operator next ->
          kind != next.kind()
              && next.kind() != Kind.AND
              && next.kind() != Kind.OR
              && at + 1 < pieces.size();
      case Piece.Close close -> false;
      case Piece.Bare bare -> true;
      case Piece.Quoted quoted -> true;
      case Piece.OpenQuote open -> true;
      case Piece.Open open -> true;
    };
  }

  private Clause asWord(String operator) {
    if (operator.length() > 1) {
      note("‘%s’ joins nothing here, so it was searched as a word.".formatted(operator));
    }
    words.append(operator).append(' ');
    return new Clause.Word(operator);
  }

  private static boolean isSign(Piece.Operator operator) {
    return operator.text().length() == 1 && !operator.text().equals("|");
  }

  /** The first thing that could not be taken as written is the one that is told. */
  private void note(String sentence) {
    if (notice == null) notice = sentence;
  }

  private static String brief(String word) {
    return word.length() <= 40 ? word : word.substring(0, 40) + "…";
  }

  /** Operands and operators of one level, as they come. */
  private static final class Sequence {
    private final List<Clause> all = new ArrayList<>();
    private final List<Clause> any = new ArrayList<>();
    private final List<Clause> none = new ArrayList<>();

    /** The operands that AND has joined so far, and those that it bars from them. */
    private List<Clause> chain = new ArrayList<>();

    private List<Clause> barred = new ArrayList<>();
    private boolean joinNext;
    private boolean barNext;
    private boolean requireNext;
    private boolean orBefore;
    private boolean operandBefore;

    boolean endsWithOperand() {
      return operandBefore;
    }

    void operator(Kind kind) {
      operandBefore = false;
      switch (kind) {
        case AND -> joinNext = true;
        case OR -> {
          flush(true);
          orBefore = true;
        }
        case NOT -> barNext = true;
        case REQUIRED -> requireNext = true;
      }
    }

    void add(Clause clause) {
      if (barNext) {
        if (joinNext) barred.add(clause);
        else none.add(clause);
      } else {
        if (!joinNext) flush(false);
        if (requireNext) all.add(clause);
        else chain.add(clause);
      }
      joinNext = false;
      barNext = false;
      requireNext = false;
      operandBefore = true;
    }

    private void flush(boolean orAfter) {
      if (chain.isEmpty() && barred.isEmpty()) return;
      boolean alone = chain.size() == 1 && barred.isEmpty();
      boolean phrase = alone && chain.getFirst() instanceof Clause.Phrase;
      if (phrase && !orBefore && !orAfter) all.add(chain.getFirst());
      else if (alone) any.add(chain.getFirst());
      else any.add(new Clause.Group(chain, List.of(), barred));
      chain = new ArrayList<>();
      barred = new ArrayList<>();
      orBefore = false;
    }

    Clause.Group group() {
      flush(false);
      boolean onlyOne = any.size() == 1 && all.isEmpty() && none.isEmpty();
      if (onlyOne && any.getFirst() instanceof Clause.Group group) return group;
      return new Clause.Group(all, any, none);
    }
  }
}
