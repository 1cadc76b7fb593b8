package everthread.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Looks up single values of single documents in one state of an index. Asked in the order of the
 * documents, it goes through each column once; a step back begins it again. Reads only; not
 * thread-safe.
 */
final class Columns {
  private final IndexSearcher searcher;

  /** Where keys are looked up, a leaf each; null until one is. */
  private @Nullable TermsEnum @Nullable [] keys;

  private final Map<Column, NumericDocValues> numbers = new HashMap<>();
  private final Map<Column, BinaryDocValues> bytes = new HashMap<>();

  /** One field of one leaf. */
  private record Column(String field, int leaf) {}

  Columns(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /** A number, 0 where there is none. */
  long number(String field, int document) throws IOException {
    var leaf = leaf(document);
    int local = document - leaf.docBase;
    var column = new Column(field, leaf.ord);
    var values = numbers.get(column);
    if (values == null || values.docID() > local) {
      values = leaf.reader().getNumericDocValues(field);
      if (values == null) return 0;
      numbers.put(column, values);
    }
    return values.advanceExact(local) ? values.longValue() : 0;
  }

  /** The numbers of documents in any order, 0 where there is none; goes through each leaf once. */
  long[] numbers(String field, List<ScoreDoc> documents) throws IOException {
    var order = new long[documents.size()];
    for (int i = 0; i < order.length; i++) order[i] = (long) documents.get(i).doc << 32 | i;
    Arrays.sort(order);
    var found = new long[order.length];
    for (long place : order) found[(int) place] = number(field, (int) (place >>> 32));
    return found;
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
    int local = document - leaf.docBase;
    var column = new Column(field, leaf.ord);
    var values = bytes.get(column);
    if (values == null || values.docID() > local) {
      values = leaf.reader().getBinaryDocValues(field);
      if (values == null) return null;
      bytes.put(column, values);
    }
    return values.advanceExact(local) ? values.binaryValue() : null;
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
    var keys = keys();
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

  private @Nullable TermsEnum[] keys() throws IOException {
    if (keys != null) return keys;
    var leaves = searcher.getLeafContexts();
    var opened = new TermsEnum[leaves.size()];
    for (int i = 0; i < opened.length; i++) {
      var terms = leaves.get(i).reader().terms(Fields.KEY);
      if (terms != null) opened[i] = terms.iterator();
    }
    keys = opened;
    return opened;
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
