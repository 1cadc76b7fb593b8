package everthread.search.lucene;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;

/** Scores certain documents by a query. Reads only. */
final class Scores {
  private Scores() {}

  /** By document; those that do not match are left out. */
  static Map<Integer, Float> of(IndexSearcher searcher, Query query, SortedSet<Integer> documents)
      throws IOException {
    var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    var scores = new LinkedHashMap<Integer, Float>();
    for (var leaf : searcher.getLeafContexts()) {
      var here = documents.subSet(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
      if (here.isEmpty()) continue;
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) continue;
      var at = scorer.iterator();
      for (var document : here) {
        int local = document - leaf.docBase;
        if (at.docID() < local) at.advance(local);
        if (at.docID() == local) scores.put(document, scorer.score());
      }
    }
    return scores;
  }
}
