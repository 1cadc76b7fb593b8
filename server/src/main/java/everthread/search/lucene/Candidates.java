package everthread.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** Orders the best by words by the further signals of {@link Ranking}, and folds copies. */
final class Candidates {
  private Candidates() {}

  /**
   * The first {@link Ranking#CANDIDATES} weighed anew, the rest after them as they were; of
   * documents with the same words only the best. The same for every page of an answer.
   *
   * @param question false where only a few words are looked up
   */
  static List<ScoreDoc> ranked(IndexSearcher searcher, ScoreDoc[] found, boolean question)
      throws IOException {
    int first = Math.min(found.length, Ranking.CANDIDATES);
    var weighed = new ArrayList<ScoreDoc>(found.length);
    for (int i = 0; i < first; i++) {
      var traits = Traits.decode(value(searcher, Fields.TRAITS, found[i].doc));
      weighed.add(new ScoreDoc(found[i].doc, found[i].score * Ranking.factor(traits, question)));
    }
    weighed.sort(
        Comparator.<ScoreDoc>comparingDouble(document -> -document.score)
            .thenComparingInt(document -> document.doc));
    float floor = weighed.isEmpty() ? 0 : weighed.getLast().score;
    for (int i = first; i < found.length; i++) {
      weighed.add(new ScoreDoc(found[i].doc, Math.min(found[i].score, floor)));
    }
    return withoutCopies(searcher, weighed);
  }

  /** Of documents with the same words only the first. */
  static List<ScoreDoc> withoutCopies(IndexSearcher searcher, List<ScoreDoc> documents)
      throws IOException {
    var seen = new HashSet<Long>();
    var kept = new ArrayList<ScoreDoc>(documents.size());
    for (var document : documents) {
      long fingerprint = value(searcher, Fields.FINGERPRINT, document.doc);
      if (fingerprint == 0 || seen.add(fingerprint)) kept.add(document);
    }
    return kept;
  }

  private static long value(IndexSearcher searcher, String field, int document) throws IOException {
    var leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    boolean has = values != null && values.advanceExact(document - leaf.docBase);
    return has && values != null ? values.longValue() : 0;
  }
}
