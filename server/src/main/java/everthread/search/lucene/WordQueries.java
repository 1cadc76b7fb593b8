package everthread.search.lucene;

import everthread.search.Clause;
import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;
import everthread.search.words.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Makes an index's query of an understood question. What must match is asked of the documents' own
 * words; how well it matches, of the windows. Bounded: at most {@value #MAX_TERMS} words, the
 * rarest. One instance a question; not thread-safe.
 */
final class WordQueries {
  static final int MAX_TERMS = 64;
  private static final int MAX_PHRASE = 100;
  private static final int MAX_CHUNK = 12;

  private final Statistics statistics;
  private final Marks marks = new Marks();
  private final Map<String, Float> scored = new HashMap<>();
  private final List<Query> wholeChunks = new ArrayList<>();
  private final boolean onlyStopWords;
  private final QueryBudget budget;
  private int content;
  private boolean literal;

  /**
   * A query, ready to run.
   *
   * @param query null when the question has no words: then all match that pass the filters
   * @param ranked false when there is nothing to rank by
   * @param question true for several plain words, false where a few are looked up
   * @param barrier what a hit by meaning must pass too: phrases, AND, NOT; null when nothing
   * @param literal true when something is looked for that only words can find, such as an
   *     identifier or a word in a script that models here do not read
   */
  record Plan(
      @Nullable Query query,
      boolean ranked,
      boolean question,
      Marks marks,
      @Nullable Query barrier,
      boolean literal) {}

  private WordQueries(Statistics statistics, QueryBudget budget, boolean onlyStopWords) {
    this.statistics = statistics;
    this.budget = budget;
    this.onlyStopWords = onlyStopWords;
  }

  static Plan plan(Clause.Group question, Statistics statistics) throws IOException {
    return new WordQueries(statistics, new QueryBudget(), !Clauses.hasContent(question))
        .plan(question);
  }

  private Plan plan(Clause.Group question) throws IOException {
    if (question.isEmpty()) return new Plan(null, false, false, marks, null, true);
    var match = match(question);
    var barrier = barrier(question);
    if (match == null) return new Plan(null, false, false, marks, barrier, literal);
    var builder = new BooleanQuery.Builder();
    boolean isQuestion = Clauses.isPlain(question) && content >= Ranking.NEIGHBOURS_MATCH_FROM;
    if (!isQuestion) builder.add(match, Occur.FILTER);
    var terms = rarest();
    // What says a single word itself has it in its window too: told so, the index skips better.
    boolean single = Clauses.isPlain(question) && terms.size() == 1;
    for (var term : terms) builder.add(term, single ? Occur.MUST : Occur.SHOULD);
    for (var whole : wholeChunks) builder.add(whole, Occur.SHOULD);
    if (Clauses.isPlain(question) && terms.size() > 1) builder.setMinimumNumberShouldMatch(1);
    return new Plan(builder.build(), !terms.isEmpty(), isQuestion, marks, barrier, literal);
  }

  /** What was asked by an operator holds for what is found by meaning as well. */
  private @Nullable Query barrier(Clause.Group question) throws IOException {
    if (Clauses.isPlain(question)) return null;
    boolean onlyWords = question.any().stream().allMatch(clause -> clause instanceof Clause.Word);
    var strict =
        onlyWords ? new Clause.Group(question.all(), List.of(), question.none()) : question;
    return new WordQueries(statistics, new QueryBudget(), onlyStopWords).match(strict);
  }

  private List<Query> rarest() throws IOException {
    record Scored(String term, int frequency, float weight) {}
    var found = new ArrayList<Scored>();
    for (var entry : scored.entrySet()) {
      int frequency = statistics.windowFrequency(entry.getKey());
      if (frequency > 0) found.add(new Scored(entry.getKey(), frequency, entry.getValue()));
    }
    found.sort(Comparator.comparingInt(Scored::frequency).thenComparing(Scored::term));
    var queries = new ArrayList<Query>();
    for (var term : found.subList(0, Math.min(found.size(), MAX_TERMS))) {
      var query = new TermQuery(new Term(Fields.WINDOW, term.term()));
      queries.add(term.weight() == 1 ? query : new BoostQuery(query, term.weight()));
    }
    return queries;
  }

  private @Nullable Query match(Clause clause) throws IOException {
    return switch (clause) {
      case Clause.Group group -> group(group);
      case Clause.Word word -> anyOf(tokens(word.text()));
      case Clause.Phrase phrase -> phrase(tokens(phrase.text()));
      case Clause.Prefix prefix -> prefix(tokens(prefix.text()));
    };
  }

  private @Nullable Query group(Clause.Group group) throws IOException {
    var builder = new BooleanQuery.Builder();
    int positive = 0;
    for (var clause : group.all()) {
      var query = clause instanceof Clause.Word word ? allOf(tokens(word.text())) : match(clause);
      if (query == null) continue;
      builder.add(query, Occur.FILTER);
      positive++;
    }
    int optional = 0;
    for (var query : anyOfAll(group.any())) {
      // What is only wished for raises the score by its window terms; it need not match here.
      if (positive == 0) builder.add(query, Occur.SHOULD);
      optional++;
    }
    int barred = bar(group.none(), builder);
    if (positive + optional + barred == 0) return null;
    if (positive == 0 && optional == 0) builder.add(Filters.EVERYTHING, Occur.FILTER);
    else if (positive == 0) builder.setMinimumNumberShouldMatch(1);
    return builder.build();
  }

  /** The alternatives; of words that are in no document none is left. */
  private List<Query> anyOfAll(List<Clause> alternatives) throws IOException {
    var queries = new ArrayList<Query>();
    var words = new HashMap<String, Integer>();
    for (var clause : alternatives) {
      if (clause instanceof Clause.Word word) {
        var tokens = tokens(word.text());
        var whole = wholeChunk(tokens);
        literal |= isLiteral(word.text(), tokens, whole != null);
        for (var token : tokens) collect(token, whole == null ? words : new HashMap<>());
        if (whole != null) queries.add(whole);
      } else {
        var query = match(clause);
        if (query != null) queries.add(query);
      }
    }
    words.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .limit(budget.takeClauses(Math.min(words.size(), MAX_TERMS * 2)))
        .forEach(entry -> queries.add(new TermQuery(new Term(Fields.OWN, entry.getKey()))));
    return queries;
  }

  private boolean isLiteral(String word, List<Token> tokens, boolean occurs) throws IOException {
    if (Literals.isForeign(word)) return true;
    if (tokens.isEmpty() || !Literals.isCode(word)) return false;
    return occurs || statistics.ownFrequency(tokens.getFirst().terms().getFirst()) > 0;
  }

  private void collect(Token token, Map<String, Integer> words) throws IOException {
    if (!onlyStopWords && StopWords.contains(token.exact())) return;
    var terms = termsOf(token);
    if (terms.stream().noneMatch(scored::containsKey)) content++;
    score(token, terms);
    for (var term : terms) words.putIfAbsent(term, statistics.ownFrequency(term));
  }

  /** An identifier that is known is looked for whole, an unknown one by its parts. */
  private List<String> termsOf(Token token) throws IOException {
    boolean identifier = !token.ideographic() && token.terms().size() > 1;
    if (!identifier) return token.terms();
    var whole = token.terms().getFirst();
    return statistics.ownFrequency(whole) > 0
        ? List.of(whole)
        : token.terms().subList(1, token.terms().size());
  }

  private int bar(List<Clause> none, BooleanQuery.Builder builder) throws IOException {
    int barred = 0;
    for (var clause : none) {
      // What is barred neither scores nor is marked.
      var apart = new WordQueries(statistics, budget, true);
      var query =
          clause instanceof Clause.Word word
              ? apart.allOf(apart.tokens(word.text()))
              : apart.match(clause);
      if (query == null) continue;
      builder.add(query, Occur.MUST_NOT);
      barred++;
    }
    return barred;
  }

  private @Nullable Query anyOf(List<Token> tokens) throws IOException {
    var words = new HashMap<String, Integer>();
    for (var token : tokens) collect(token, words);
    if (words.isEmpty()) return null;
    var builder = new BooleanQuery.Builder();
    words.keySet().stream()
        .limit(budget.takeClauses(Math.min(words.size(), MAX_TERMS)))
        .forEach(term -> builder.add(new TermQuery(new Term(Fields.OWN, term)), Occur.SHOULD));
    return builder.build();
  }

  /** Every word of a chunk; characters of a script without spaces side by side. */
  private @Nullable Query allOf(List<Token> tokens) {
    if (tokens.isEmpty()) return null;
    var builder = new BooleanQuery.Builder();
    int at = 0;
    while (at < tokens.size() && budget.takeClauses(1 + tokens.get(at).parts().size()) > 0) {
      int end = at + 1;
      if (tokens.get(at).ideographic()) {
        while (end < tokens.size() && tokens.get(end).ideographic()) end++;
        var side = phrase(tokens.subList(at, end));
        if (side != null) builder.add(side, Occur.FILTER);
      } else {
        score(tokens.get(at), tokens.get(at).terms());
        builder.add(OwnTerms.wholeOrParts(tokens.get(at)), Occur.FILTER);
      }
      at = end;
    }
    return builder.build();
  }

  private @Nullable Query phrase(List<Token> all) {
    if (all.isEmpty() || budget.takeClauses(1) == 0) return null;
    var tokens = all.subList(0, Math.min(all.size(), MAX_PHRASE));
    var words = new ArrayList<String>();
    for (var token : tokens) {
      words.add(token.exact());
      for (var term : token.terms()) scored.merge(term, 1f, Math::max);
    }
    marks.phrase(words);
    return OwnTerms.phrase(words);
  }

  private @Nullable Query prefix(List<Token> tokens) throws IOException {
    if (tokens.isEmpty() || budget.takeClauses(1) == 0) return null;
    var last = tokens.getLast();
    if (last.ideographic()) return phrase(tokens);
    var builder = new BooleanQuery.Builder();
    var before = allOf(tokens.subList(0, tokens.size() - 1));
    if (before != null) builder.add(before, Occur.FILTER);
    builder.add(new PrefixQuery(new Term(Fields.EXACT, last.exact())), Occur.FILTER);
    marks.prefix(last.exact());
    for (var word : Expansions.of(last.exact(), statistics.reader())) {
      for (var token : TextAnalysis.tokens(word))
        scored.merge(token.terms().getFirst(), 1f, Math::max);
    }
    return builder.build();
  }

  private void score(Token token, List<String> terms) {
    for (var term : terms) {
      scored.merge(term, 1f, Math::max);
      marks.term(term, 1);
    }
    marks.exact(token.exact());
  }

  /**
   * A chunk such as foo-bar, /usr/bin or 2026-01-31 that stands somewhere in one piece is looked
   * for in one piece, and raised where several words are asked for.
   */
  private @Nullable Query wholeChunk(List<Token> tokens) throws IOException {
    if (tokens.size() < 2 || tokens.size() > MAX_CHUNK || budget.takeClauses(2) < 2) return null;
    var whole = OwnTerms.phrase(tokens.stream().map(Token::exact).toList());
    if (!statistics.occurs(whole)) return null;
    double weight = 0;
    for (var token : tokens) {
      weight +=
          statistics.ownWeight(token.terms().isEmpty() ? token.exact() : token.terms().getFirst());
    }
    wholeChunks.add(
        new BoostQuery(new ConstantScoreQuery(whole), (float) (Ranking.WHOLE_CHUNK * weight)));
    return whole;
  }

  private List<Token> tokens(String text) {
    var tokens = TextAnalysis.tokens(text);
    return tokens.subList(0, budget.takeTokens(tokens.size()));
  }
}
