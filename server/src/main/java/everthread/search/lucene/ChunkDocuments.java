package everthread.search.lucene;

import everthread.search.embed.EmbeddedChunk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * Puts a message's or memory's chunks before it, as one block: they are written, replaced and
 * erased with it. A chunk carries what filters ask for, so that the nearest are looked for among
 * those that pass. Pure.
 */
final class ChunkDocuments {
  private static final Set<String> SHARED =
      Set.of(
          Fields.KEY,
          Fields.MESSAGE_OF,
          Fields.KIND,
          Fields.SITE,
          Fields.ROLE,
          Fields.PROJECT,
          Fields.TAG,
          Fields.CONVERSATION,
          Fields.STATE,
          Fields.SAID);

  private ChunkDocuments() {}

  /**
   * The block, the document itself at its end.
   *
   * @param model id of the one that made the vectors
   */
  static List<Document> block(Document document, List<EmbeddedChunk> chunks, String model) {
    var block = new ArrayList<Document>(chunks.size() + 1);
    var pieces = new HashSet<Integer>();
    for (var chunk : chunks) {
      block.add(of(document, chunk, chunks.size() - block.size(), model));
      for (var piece : chunk.vectors().pieces()) pieces.add(piece);
    }
    document.add(new NumericDocValuesField(Fields.CHUNKS, chunks.size()));
    for (var piece : pieces) {
      document.add(new StringField(Fields.pieces(model), piece.toString(), Field.Store.NO));
    }
    block.add(document);
    return block;
  }

  private static Document of(Document parent, EmbeddedChunk chunk, int distance, String model) {
    var document = new Document();
    for (var field : parent) if (SHARED.contains(field.name())) document.add(field);
    document.add(new StringField(Fields.CHUNK, "1", Field.Store.NO));
    document.add(new NumericDocValuesField(Fields.PARENT, distance));
    document.add(new NumericDocValuesField(Fields.FROM, chunk.from()));
    document.add(
        new KnnByteVectorField(
            Fields.vector(model), chunk.vectors().pooled(), VectorSimilarityFunction.COSINE));
    document.add(
        new BinaryDocValuesField(Fields.tokens(model), new BytesRef(chunk.vectors().tokens())));
    return document;
  }
}
