package everthread.search.lucene;

import everthread.conversation.Site;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.ParsedQuery;
import everthread.search.Query;
import everthread.search.QueryParser;
import everthread.search.embed.QuestionVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.jspecify.annotations.Nullable;

/** Answers a question from one state of an index, by words. Reads only; safe from any thread. */
final class WordSearch {
  /** Up to here a total is exact. */
  static final int COUNTED = 10_000;

  private static final TopDocs NONE_FOUND =
      new TopDocs(new TotalHits(0, TotalHits.Relation.EQUAL_TO), new ScoreDoc[0]);

  private static final Sort NEWEST =
      new Sort(new SortedNumericSortField(Fields.SAID, SortField.Type.LONG, true));

  private final IndexSearcher searcher;
  private final Meaning meaning;
  private final Statistics statistics;

  WordSearch(IndexSearcher searcher, Meaning meaning) {
    this.searcher = searcher;
    this.meaning = meaning;
    this.statistics = new Statistics(searcher.getIndexReader());
  }

  Hits search(Query query) throws IOException {
    var parsed = QueryParser.parse(query.text());
    var filter = Narrowing.both(query.filter(), parsed.typed());
    if (filter.isEmpty() || parsed.isEmpty()) return nothing(parsed);
    var plan = WordQueries.plan(parsed.clauses(), statistics);
    boolean wordless = plan.query() == null && !parsed.clauses().isEmpty();
    var meant = MeantText.of(parsed.clauses());
    if (wordless && !byMeaning(plan, query.mode(), meant)) return nothing(parsed);

    var asked = query.with(filter.get());
    var found = wordless ? NONE_FOUND : top(plan, asked);
    var ordered = ordered(plan, found, asked, meant);
    long total = ordered.total();
    var counts =
        query.counts() && !wordless
            ? Counts.of(searcher, common(plan, asked), filter.get())
            : Counts.NONE;
    var suggestion =
        total <= Suggestion.FEW && plan.query() != null
            ? Suggestion.of(parsed, total, statistics, text -> total(text, asked))
            : null;
    return new Hits(
        hits(ordered, plan.marks(), asked),
        total,
        counts.bySite(),
        counts.byKind(),
        suggestion,
        parsed.notice(),
        ordered.near());
  }

  private static Hits nothing(ParsedQuery parsed) {
    return new Hits(List.of(), 0, Map.<Site, Long>of(), Map.of(), null, parsed.notice(), false);
  }

  private TopDocs top(WordQueries.Plan plan, Query asked) throws IOException {
    int reach = Math.min(asked.offset(), COUNTED) + asked.limit();
    var full = full(plan, asked);
    if (!plan.ranked()) {
      return searcher.search(full, new TopFieldCollectorManager(NEWEST, reach, null, COUNTED));
    }
    int wanted = Math.max(reach, Ranking.CANDIDATES);
    return searcher.search(full, new TopScoreDocCollectorManager(wanted, COUNTED));
  }

  private long total(ParsedQuery parsed, Query asked) throws IOException {
    var plan = WordQueries.plan(parsed.clauses(), statistics);
    if (plan.query() == null) return 0;
    return searcher
        .search(full(plan, asked), new TopScoreDocCollectorManager(1, COUNTED))
        .totalHits
        .value();
  }

  private org.apache.lucene.search.Query full(WordQueries.Plan plan, Query asked) {
    var builder = narrowed(plan, asked);
    Filters.addSiteAndKind(asked.filter(), builder);
    return builder.build();
  }

  private org.apache.lucene.search.Query common(WordQueries.Plan plan, Query asked) {
    return narrowed(plan, asked).build();
  }

  /** The plan's clauses and the filters on one level, where the index can skip best. */
  private static BooleanQuery.Builder narrowed(WordQueries.Plan plan, Query asked) {
    var builder = new BooleanQuery.Builder();
    if (plan.query() instanceof BooleanQuery words) {
      builder.setMinimumNumberShouldMatch(words.getMinimumNumberShouldMatch());
      for (var clause : words) builder.add(clause);
    } else {
      builder.add(Filters.EVERYTHING, Occur.FILTER);
    }
    Filters.addCommon(asked.filter(), builder);
    return builder;
  }

  /** What is found, best first, as far as it was looked at, and how much there is in all. */
  private record Ordered(
      List<ScoreDoc> documents, long total, @Nullable QuestionVectors question, boolean near) {}

  private Ordered ordered(WordQueries.Plan plan, TopDocs found, Query asked, String words)
      throws IOException {
    boolean scored = plan.ranked() || found.scoreDocs.length == 0;
    if (scored && byMeaning(plan, asked.mode(), words)) {
      var question = meaning.of(words);
      if (question.isPresent()) {
        var both = new MeaningSearch(searcher, meaning, question.get(), words);
        var answer = both.search(plan, found.scoreDocs, asked);
        if (answer.isPresent()) {
          var documents =
              NewerFirst.of(
                  searcher,
                  Candidates.withoutCopies(searcher, answer.get().documents()),
                  asked.text());
          long byWords = asked.mode() == Query.Mode.MEANING ? 0 : found.totalHits.value();
          return new Ordered(
              documents, byWords + answer.get().added(), question.get(), answer.get().near());
        }
      }
    }
    var byWords =
        plan.ranked()
            ? NewerFirst.of(
                searcher,
                Candidates.ranked(searcher, found.scoreDocs, plan.question()),
                asked.text())
            : List.of(found.scoreDocs);
    return new Ordered(byWords, found.totalHits.value(), null, false);
  }

  /** Whether vectors may have a say; where something literal is looked for they know nothing. */
  private boolean byMeaning(WordQueries.Plan plan, Query.Mode mode, String meant)
      throws IOException {
    boolean asked = mode == Query.Mode.MEANING || mode == Query.Mode.HYBRID && !plan.literal();
    return asked
        && !meant.isEmpty()
        && !meaning.model().isEmpty()
        && searcher.getIndexReader().getDocCount(Fields.CHUNK) > 0;
  }

  private static List<ScoreDoc> page(List<ScoreDoc> ordered, Query asked) {
    int from = Math.min(asked.offset(), ordered.size());
    int to = Math.min(from + asked.limit(), ordered.size());
    return ordered.subList(from, to);
  }

  private List<Hit> hits(Ordered ordered, Marks marks, Query asked) throws IOException {
    var page = page(ordered.documents(), asked);
    var stored = searcher.storedFields();
    var hits = new ArrayList<Hit>(page.size());
    var question = ordered.question();
    var near =
        question == null
            ? null
            : new NearFinds(searcher.getIndexReader(), new Columns(searcher), meaning, question);
    int rank = asked.offset();
    for (var found : page) {
      int words = asked.atLength() ? Passages.AT_LENGTH : Passages.words(rank++);
      hits.add(hit(stored, found, marks, near, words));
    }
    return hits;
  }

  private Hit hit(
      StoredFields fields, ScoreDoc found, Marks marks, @Nullable NearFinds near, int passage)
      throws IOException {
    var bytes = fields.document(found.doc).getBinaryValue(Fields.STORED);
    var stored = Stored.ofBytes(bytes.bytes, bytes.offset, bytes.length);
    var words = Finds.in(stored.text(), marks);
    var finds =
        words.isEmpty() && near != null ? near.of(found.doc, stored.text().length()) : words;
    boolean memory = stored.traits().kind() == Hit.Kind.MEMORY;
    var source = stored.source();
    return new Hit(
        stored.traits().kind(),
        stored.id(),
        Float.isNaN(found.score) ? 0 : found.score,
        Passages.passage(stored.text(), finds, memory ? Passages.AT_LENGTH : passage),
        Passages.snippet(stored.text(), finds),
        stored.title(),
        stored.site(),
        stored.role(),
        stored.author(),
        stored.saidAt(),
        stored.conversationId(),
        stored.url(),
        stored.tags(),
        stored.state(),
        source == null ? List.of() : List.of(source));
  }
}
