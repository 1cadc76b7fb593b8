package everthread.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

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

  private double weight(long frequency) {
    double documents = reader.numDocs();
    double bounded = Math.min(frequency, documents);
    return Math.log(1 + (documents - bounded + 0.5) / (bounded + 0.5));
  }
}
