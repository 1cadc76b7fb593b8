package everthread.search.lucene;

import everthread.conversation.Site;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.ParsedQuery;
import everthread.search.Query;
import everthread.search.QueryParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** Answers a question from one state of an index, by words. Reads only; safe from any thread. */
final class WordSearch {
  /** Up to here a total is exact. */
  static final int COUNTED = 10_000;

  private static final Sort NEWEST =
      new Sort(new SortedNumericSortField(Fields.CREATED, SortField.Type.LONG, true));

  private final IndexSearcher searcher;
  private final Statistics statistics;

  WordSearch(IndexSearcher searcher) {
    this.searcher = searcher;
    this.statistics = new Statistics(searcher.getIndexReader());
  }

  Hits search(Query query) throws IOException {
    var parsed = QueryParser.parse(query.text());
    var filter = Narrowing.both(query.filter(), parsed.typed());
    if (filter.isEmpty() || parsed.isEmpty()) return nothing(parsed);
    var plan = WordQueries.plan(parsed.clauses(), statistics);
    if (plan.query() == null && !parsed.clauses().isEmpty()) return nothing(parsed);

    var asked =
        new Query(
            query.text(),
            query.mode(),
            filter.get(),
            query.limit(),
            query.offset(),
            query.counts());
    var found = top(plan, asked);
    long total = found.totalHits.value();
    var counts =
        query.counts() ? Counts.of(searcher, common(plan, asked), filter.get()) : Counts.NONE;
    var suggestion =
        total <= Suggestion.FEW && plan.query() != null
            ? Suggestion.of(parsed, total, statistics, text -> total(text, asked))
            : null;
    return new Hits(
        hits(page(plan, found, asked), plan.marks()),
        total,
        counts.bySite(),
        counts.byKind(),
        suggestion,
        parsed.notice());
  }

  private static Hits nothing(ParsedQuery parsed) {
    return new Hits(List.of(), 0, Map.<Site, Long>of(), Map.of(), null, parsed.notice());
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
      builder.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    }
    Filters.addCommon(asked.filter(), builder);
    return builder;
  }

  private List<ScoreDoc> page(WordQueries.Plan plan, TopDocs found, Query asked)
      throws IOException {
    var ordered =
        plan.ranked()
            ? NewerFirst.of(
                searcher,
                Candidates.ranked(searcher, found.scoreDocs, plan.question()),
                asked.text())
            : List.of(found.scoreDocs);
    int from = Math.min(asked.offset(), ordered.size());
    int to = Math.min(from + asked.limit(), ordered.size());
    return ordered.subList(from, to);
  }

  private List<Hit> hits(List<ScoreDoc> page, Marks marks) throws IOException {
    var stored = searcher.storedFields();
    var hits = new ArrayList<Hit>(page.size());
    for (var found : page) hits.add(hit(stored, found, marks));
    return hits;
  }

  private static Hit hit(StoredFields fields, ScoreDoc found, Marks marks) throws IOException {
    var bytes = fields.document(found.doc).getBinaryValue(Fields.STORED);
    var stored = Stored.ofBytes(bytes.bytes, bytes.offset, bytes.length);
    var finds = Finds.in(stored.text(), marks);
    var source = stored.source();
    return new Hit(
        stored.traits().kind(),
        stored.id(),
        Float.isNaN(found.score) ? 0 : found.score,
        Passages.passage(stored.text(), finds),
        Passages.snippet(stored.text(), finds),
        stored.title(),
        stored.site(),
        stored.role(),
        stored.author(),
        stored.createdAt(),
        stored.conversationId(),
        stored.url(),
        stored.tags(),
        stored.state(),
        source == null ? List.of() : List.of(source));
  }
}
