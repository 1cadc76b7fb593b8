package everthread.search.lucene;

import everthread.search.ParsedQuery;
import everthread.search.QueryParser;
import everthread.search.words.TextAnalysis;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.jspecify.annotations.Nullable;

/** Another spelling, for a question that finds nothing or next to nothing. */
final class Suggestion {
  /** From how many matches on no other spelling is looked for. */
  static final int FEW = 1;

  private static final int WORDS_LOOKED_AT = 12;
  private static final int SHORTEST = 4;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_'’]+");

  private Suggestion() {}

  /** How many a question would find. */
  @FunctionalInterface
  interface Total {
    long of(ParsedQuery question) throws IOException;
  }

  /** The question with each unknown word replaced; null unless it then finds more. */
  static @Nullable String of(ParsedQuery question, long total, Statistics statistics, Total totals)
      throws IOException {
    var matcher = WORD.matcher(question.words());
    var spelled = new StringBuilder();
    int looked = 0;
    boolean changed = false;
    while (matcher.find()) {
      var other = looked++ < WORDS_LOOKED_AT ? otherSpelling(matcher.group(), statistics) : null;
      matcher.appendReplacement(
          spelled, Matcher.quoteReplacement(other == null ? matcher.group() : other));
      changed |= other != null;
    }
    if (!changed) return null;
    matcher.appendTail(spelled);
    var suggestion = spelled.toString();
    return totals.of(QueryParser.parse(suggestion)) > total ? suggestion : null;
  }

  private static @Nullable String otherSpelling(String word, Statistics statistics)
      throws IOException {
    var tokens = TextAnalysis.tokens(word);
    boolean plain =
        tokens.size() == 1 && word.length() >= SHORTEST && !tokens.getFirst().ideographic();
    if (!plain) return null;
    var token = tokens.getFirst();
    boolean known =
        statistics.exactFrequency(token.exact()) > 0
            || statistics.ownFrequency(token.terms().getFirst()) > 0;
    if (known) return null;
    var checker = new DirectSpellChecker();
    checker.setMinQueryLength(SHORTEST);
    var found =
        checker.suggestSimilar(new Term(Fields.EXACT, token.exact()), 1, statistics.reader());
    return found.length == 0 ? null : found[0].string;
  }
}
