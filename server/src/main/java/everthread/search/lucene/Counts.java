package everthread.search.lucene;

import everthread.conversation.Site;
import everthread.search.Hit;
import everthread.search.Query.Filter;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/**
 * How many match on each site with the site filter lifted, and of each kind with the kind filter
 * lifted. Looks at no more than {@value #LOOKED_AT} matches, so that a common word costs no more
 * than a rare one; beyond that the numbers are lower bounds.
 */
record Counts(Map<Site, Long> bySite, Map<Hit.Kind, Long> byKind) {
  static final Counts NONE = new Counts(Map.of(), Map.of());
  private static final int LOOKED_AT = 100_000;

  /** Counts what matches a query that is narrowed by all but site and kind. */
  static Counts of(IndexSearcher searcher, Query query, Filter filter) throws IOException {
    return searcher.search(query, new Counting(filter));
  }

  private record Counting(Filter filter) implements CollectorManager<Tally, Counts> {
    @Override
    public Tally newCollector() {
      return new Tally(filter);
    }

    @Override
    public Counts reduce(Collection<Tally> tallies) {
      var bySite = new EnumMap<Site, Long>(Site.class);
      var byKind = new EnumMap<Hit.Kind, Long>(Hit.Kind.class);
      for (var tally : tallies) {
        tally.sites.forEach((site, count) -> bySite.merge(site, count, Long::sum));
        tally.kinds.forEach((kind, count) -> byKind.merge(kind, count, Long::sum));
      }
      return new Counts(bySite, byKind);
    }
  }

  private static final class Tally extends SimpleCollector {
    private final Map<Site, Long> sites = new EnumMap<>(Site.class);
    private final Map<Hit.Kind, Long> kinds = new EnumMap<>(Hit.Kind.class);
    private final Filter filter;
    private NumericDocValues traits = DocValues.emptyNumeric();
    private int lookedAt;

    private Tally(Filter filter) {
      this.filter = filter;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
      if (lookedAt >= LOOKED_AT) throw new CollectionTerminatedException();
      traits = DocValues.getNumeric(leaf.reader(), Fields.TRAITS);
    }

    @Override
    public void collect(int document) throws IOException {
      if (lookedAt++ >= LOOKED_AT) throw new CollectionTerminatedException();
      if (!traits.advanceExact(document)) return;
      long encoded = traits.longValue();
      var site = Traits.siteOf(encoded);
      var kind = Traits.kindOf(encoded);
      if (Filters.passesKind(filter, kind)) sites.merge(site, 1L, Long::sum);
      if (Filters.passesSite(filter, site)) kinds.merge(kind, 1L, Long::sum);
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
