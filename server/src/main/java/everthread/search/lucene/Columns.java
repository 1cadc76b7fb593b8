package everthread.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Looks up single values of single documents in one state of an index. Reads only; not thread-safe.
 */
final class Columns {
  private final IndexSearcher searcher;

  /** Where keys are looked up, a leaf each. */
  private final @Nullable TermsEnum[] keys;

  Columns(IndexSearcher searcher) throws IOException {
    this.searcher = searcher;
    var leaves = searcher.getLeafContexts();
    keys = new TermsEnum[leaves.size()];
    for (int i = 0; i < keys.length; i++) {
      var terms = leaves.get(i).reader().terms(Fields.KEY);
      keys[i] = terms == null ? null : terms.iterator();
    }
  }

  /** A number, 0 where there is none. */
  long number(String field, int document) throws IOException {
    var leaf = leaf(document);
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    boolean has = values != null && values.advanceExact(document - leaf.docBase);
    return has && values != null ? values.longValue() : 0;
  }

  /** The first of a document's sorted numbers, 0 where there is none. */
  long firstNumber(String field, int document) throws IOException {
    var leaf = leaf(document);
    var values = leaf.reader().getSortedNumericDocValues(field);
    boolean has = values != null && values.advanceExact(document - leaf.docBase);
    return has && values != null ? values.nextValue() : 0;
  }

  /** Bytes, to be read before the next is asked for; null where there are none. */
  @Nullable BytesRef bytes(String field, int document) throws IOException {
    var leaf = leaf(document);
    BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
    boolean has = values != null && values.advanceExact(document - leaf.docBase);
    return has && values != null ? values.binaryValue() : null;
  }

  /** A vector, to be read before the next is asked for; null where there is none. */
  byte @Nullable [] vector(String field, int document) throws IOException {
    var leaf = leaf(document);
    var values = leaf.reader().getByteVectorValues(field);
    if (values == null) return null;
    KnnVectorValues.DocIndexIterator at = values.iterator();
    int local = document - leaf.docBase;
    return at.advance(local) == local ? values.vectorValue(at.index()) : null;
  }

  /** The document with a key, -1 when there is none. */
  int withKey(String key) throws IOException {
    var bytes = new BytesRef(key);
    for (int i = 0; i < keys.length; i++) {
      var terms = keys[i];
      if (terms == null || !terms.seekExact(bytes)) continue;
      var leaf = searcher.getLeafContexts().get(i);
      int last = lastLive(terms, leaf.reader().getLiveDocs());
      // The last of a block is the message itself.
      if (last >= 0) return leaf.docBase + last;
    }
    return -1;
  }

  private static int lastLive(TermsEnum terms, @Nullable Bits live) throws IOException {
    int last = -1;
    var documents = terms.postings(null, PostingsEnum.NONE);
    for (int at = documents.nextDoc();
        at != DocIdSetIterator.NO_MORE_DOCS;
        at = documents.nextDoc()) {
      if (live == null || live.get(at)) last = at;
    }
    return last;
  }

  /** Whether a document has a term. */
  boolean has(String field, String term, int document) throws IOException {
    var leaf = leaf(document);
    PostingsEnum documents = leaf.reader().postings(new Term(field, term), PostingsEnum.NONE);
    int local = document - leaf.docBase;
    return documents != null && documents.advance(local) == local;
  }

  private LeafReaderContext leaf(int document) {
    var leaves = searcher.getLeafContexts();
    return leaves.get(ReaderUtil.subIndex(document, leaves));
  }
}
