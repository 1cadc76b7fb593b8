package everthread.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

final class ColumnsTest {
  private static final int DOCUMENTS = 60;
  private static final int A_LEAF = 17;

  @Test
  void valuesAreTheSameInWhateverOrderTheyAreAskedFor() throws IOException {
    try (var directory = new ByteBuffersDirectory()) {
      fill(directory);
      try (var reader = DirectoryReader.open(directory)) {
        var columns = new Columns(new IndexSearcher(reader));
        var order = order();

        assertThat(reader.leaves()).hasSizeGreaterThan(2);
        for (int document : order) {
          long expected = document % 3 == 0 ? document : 0;
          assertThat(columns.number("number", document)).isEqualTo(expected);
          var bytes = columns.bytes("bytes", document);
          assertThat(bytes == null ? "" : bytes.utf8ToString())
              .isEqualTo(document % 2 == 0 ? "text " + document : "");
          assertThat(columns.number("absent", document)).isZero();
          assertThat(columns.bytes("absent", document)).isNull();
        }
        var asked = order.stream().map(document -> new ScoreDoc(document, 1)).toList();
        assertThat(columns.numbers("number", asked))
            .containsExactly(
                order.stream().mapToLong(document -> document % 3 == 0 ? document : 0).toArray());
      }
    }
  }

  /** Forward, backward and the same one twice. */
  private static List<Integer> order() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < DOCUMENTS; i++) order.add(i);
    Collections.shuffle(order, new Random(5));
    order.add(order.getLast());
    return order;
  }

  private static void fill(ByteBuffersDirectory directory) throws IOException {
    var config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (var writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        var document = new Document();
        if (i % 3 == 0) document.add(new NumericDocValuesField("number", i));
        if (i % 2 == 0) document.add(new BinaryDocValuesField("bytes", new BytesRef("text " + i)));
        writer.addDocument(document);
        if (i % A_LEAF == 0) writer.flush();
      }
    }
  }
}
