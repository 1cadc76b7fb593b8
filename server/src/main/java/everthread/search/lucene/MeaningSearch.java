package everthread.search.lucene;

import everthread.search.Query;
import everthread.search.embed.QuestionVectors;
import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * Answers a question by meaning, or by words and meaning. What words found beyond the candidates
 * follows in its own order, so that no hit is lost. Reads only.
 */
final class MeaningSearch {
  private final IndexSearcher searcher;
  private final Meaning meaning;
  private final QuestionVectors question;
  private final String text;

  /**
   * @param added how many of the documents no word led to
   * @param near whether one of them stands out as like the question
   */
  record Answer(List<ScoreDoc> documents, int added, boolean near) {}

  MeaningSearch(IndexSearcher searcher, Meaning meaning, QuestionVectors question, String text) {
    this.searcher = searcher;
    this.meaning = meaning;
    this.question = question;
    this.text = text;
  }

  /** Empty where there are no vectors among what passes the filters. */
  Optional<Answer> search(WordQueries.Plan plan, ScoreDoc[] byWords, Query asked)
      throws IOException {
    var nearest = nearest(asked);
    if (nearest.isEmpty()) return Optional.empty();
    boolean alone = asked.mode() == Query.Mode.MEANING;
    var best = alone ? List.<ScoreDoc>of() : weighed(byWords, plan);
    boolean joining = meaning.has(Signal.NEAREST) || alone;
    var near = joining ? allowed(nearest, plan) : Map.<Integer, Float>of();
    var pool = new Pool(searcher, meaning, question);
    var candidates = pool.of(best, near, alone ? null : plan.query());
    var today = LocalDate.now(ZoneOffset.UTC);
    var hybrid =
        new Hybrid(
            searcher.getIndexReader(), meaning, pool, text, question, plan.question(), today);
    var found = accepted(hybrid, candidates, best, alone, plan.question());
    // Who looks a few words up wants what holds them first.
    if (!alone && !plan.question()) found.sort(Comparator.comparing(one -> !one.byWords()));
    var documents = new ArrayList<ScoreDoc>();
    var known = new HashSet<Integer>();
    float floor = Float.MAX_VALUE;
    for (var one : found) {
      floor = Math.min(floor, (float) one.candidate().score);
      documents.add(new ScoreDoc(one.candidate().document, floor));
      known.add(one.candidate().document);
    }
    if (!alone) addRest(byWords, known, documents);
    int added = (int) found.stream().filter(one -> !one.byWords()).count();
    double enough = enoughAlone(hybrid, candidates);
    boolean stands =
        !isUnknown() && found.stream().anyMatch(one -> hybrid.likeness(one.candidate()) >= enough);
    return Optional.of(new Answer(List.copyOf(documents), added, stands));
  }

  /**
   * @param byWords whether a word led to it, not its nearness alone
   */
  private record Accepted(Candidate candidate, boolean byWords) {}

  /** Best first: all that words led to, and what is near enough. */
  private List<Accepted> accepted(
      Hybrid hybrid,
      List<Candidate> candidates,
      List<ScoreDoc> best,
      boolean alone,
      boolean isQuestion)
      throws IOException {
    boolean unknown = best.isEmpty() && isUnknown();
    double beside = isQuestion ? Ranking.LIKE_ENOUGH : Ranking.LIKE_ENOUGH_IN_LOOKUP;
    double enough = best.isEmpty() ? enoughAlone(hybrid, candidates) : beside;
    // Who asks for meaning gets all that is near, once anything is.
    boolean any = candidates.stream().anyMatch(one -> hybrid.likeness(one) >= enough);
    double least = alone && any ? Ranking.LEAST_LIKE : enough;
    var byWords = new HashSet<Integer>();
    for (var found : best) byWords.add(found.doc);
    var accepted = new ArrayList<Accepted>();
    for (var candidate : hybrid.ranked(candidates)) {
      boolean byWord = candidate.words > 0 || byWords.contains(candidate.document);
      boolean near = !unknown && hybrid.likeness(candidate) >= least;
      if (byWord || near) accepted.add(new Accepted(candidate, byWord));
    }
    return accepted;
  }

  private static double enoughAlone(Hybrid hybrid, List<Candidate> candidates) {
    if (candidates.size() < Ranking.MANY) return Ranking.LIKE_ENOUGH_ALONE;
    var likenesses = candidates.stream().mapToDouble(hybrid::likeness).sorted().toArray();
    double median = likenesses[likenesses.length / 2];
    return Math.max(Ranking.LEAST_LIKE, median + Ranking.STANDS_OUT);
  }

  /** Whether the question consists of what are no words to the model, which then only guesses. */
  private boolean isUnknown() {
    long words =
        TextAnalysis.tokens(text).stream()
            .filter(token -> !StopWords.contains(token.exact()))
            .count();
    return question.pieces().length > words * Ranking.PIECES_OF_A_WORD;
  }

  private Map<Integer, Float> nearest(Query asked) throws IOException {
    var passing = new BooleanQuery.Builder();
    passing.add(new TermQuery(new Term(Fields.CHUNK, "1")), Occur.FILTER);
    Filters.addCommon(asked.filter(), passing);
    Filters.addSiteAndKind(asked.filter(), passing);
    return Nearest.of(
        searcher, meaning.model(), question.pooled(), passing.build(), Ranking.BY_MEANING);
  }

  /** Those that pass what an operator asks, which is asked of the messages themselves. */
  private Map<Integer, Float> allowed(Map<Integer, Float> nearest, WordQueries.Plan plan)
      throws IOException {
    if (plan.barrier() == null) return nearest;
    var allowed = new HashMap<>(nearest);
    var documents = new TreeSet<>(nearest.keySet());
    allowed.keySet().retainAll(Scores.of(searcher, plan.barrier(), documents).keySet());
    return allowed;
  }

  private List<ScoreDoc> weighed(ScoreDoc[] byWords, WordQueries.Plan plan) throws IOException {
    var columns = new Columns(searcher);
    var best = new ArrayList<ScoreDoc>();
    for (var found :
        Arrays.asList(byWords).subList(0, Math.min(byWords.length, Ranking.BY_WORDS))) {
      var traits = Traits.decode(columns.number(Fields.TRAITS, found.doc));
      best.add(new ScoreDoc(found.doc, found.score * Ranking.factor(traits, plan.question())));
    }
    return best;
  }

  private static void addRest(
      ScoreDoc[] byWords, HashSet<Integer> known, List<ScoreDoc> documents) {
    float floor = documents.isEmpty() ? 0 : documents.getLast().score;
    for (var found : byWords) {
      if (known.add(found.doc))
        documents.add(new ScoreDoc(found.doc, Math.min(found.score, floor)));
    }
  }
}
