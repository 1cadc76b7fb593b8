package everthread.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Looks up single values of single documents in one state of an index. Reads only. */
final class Columns {
  private final IndexSearcher searcher;

  Columns(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /** A number, 0 where there is none. */
  long number(String field, int document) throws IOException {
    var leaf = leaf(document);
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    boolean has = values != null && values.advanceExact(document - leaf.docBase);
    return has && values != null ? values.longValue() : 0;
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
    for (var leaf : searcher.getLeafContexts()) {
      var live = leaf.reader().getLiveDocs();
      PostingsEnum documents = leaf.reader().postings(new Term(Fields.KEY, key), PostingsEnum.NONE);
      if (documents == null) continue;
      int last = -1;
      for (int at = documents.nextDoc();
          at != DocIdSetIterator.NO_MORE_DOCS;
          at = documents.nextDoc()) {
        if (live == null || live.get(at)) last = at;
      }
      // The last of a block is the message itself.
      if (last >= 0) return leaf.docBase + last;
    }
    return -1;
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
