package everthread.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;

/** How common words are in one state of an index. */
record Statistics(IndexReader reader) {

  int ownFrequency(String term) throws IOException {
    return reader.docFreq(new Term(Fields.OWN, term));
  }

  int windowFrequency(String term) throws IOException {
    return reader.docFreq(new Term(Fields.WINDOW, term));
  }

  int exactFrequency(String word) throws IOException {
    return reader.docFreq(new Term(Fields.EXACT, word));
  }

  /** How much a word tells, by the number of documents that say it themselves (BM25's idf). */
  double ownWeight(String term) throws IOException {
    int own = ownFrequency(term);
    return weight(own == 0 ? windowFrequency(term) : own);
  }

  private double weight(long frequency) throws IOException {
    return weight(frequency, reader.getDocCount(Fields.OWN));
  }

  /** BM25's idf of what so many of so many documents have. */
  static double weight(long frequency, long documents) {
    double bounded = Math.min(frequency, documents);
    return Math.log(1 + (documents - bounded + 0.5) / (bounded + 0.5));
  }

  /** Whether any document matches at all; stops at the first. */
  boolean occurs(Query query) throws IOException {
    var searcher = new IndexSearcher(reader);
    var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (var leaf : reader.leaves()) {
      var scorer = weight.scorer(leaf);
      if (scorer == null) continue;
      var documents = scorer.iterator();
      var live = leaf.reader().getLiveDocs();
      for (int at = documents.nextDoc();
          at != DocIdSetIterator.NO_MORE_DOCS;
          at = documents.nextDoc()) {
        if (live == null || live.get(at)) return true;
      }
    }
    return false;
  }
}
