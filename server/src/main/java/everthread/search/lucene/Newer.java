package everthread.search.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/** How a document says which message it is, and which later ones tell it anew. Pure. */
final class Newer {
  private static final int LENGTH = 16;

  private Newer() {}

  static void add(Document document, UUID id, List<UUID> newer) {
    document.add(new BinaryDocValuesField(Fields.ID, bytes(List.of(id))));
    if (!newer.isEmpty()) document.add(new BinaryDocValuesField(Fields.NEWER, bytes(newer)));
  }

  /** Empty for a memory. */
  static Optional<UUID> id(IndexSearcher searcher, int document) throws IOException {
    return read(searcher, Fields.ID, document).stream().findFirst();
  }

  static List<UUID> of(IndexSearcher searcher, int document) throws IOException {
    return read(searcher, Fields.NEWER, document);
  }

  private static BytesRef bytes(List<UUID> ids) {
    var bytes = ByteBuffer.allocate(LENGTH * ids.size());
    for (var id : ids) {
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return new BytesRef(bytes.array());
  }

  private static List<UUID> read(IndexSearcher searcher, String field, int document)
      throws IOException {
    var leaves = searcher.getLeafContexts();
    var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    var values = leaf.reader().getBinaryDocValues(field);
    if (values == null || !values.advanceExact(document - leaf.docBase)) return List.of();
    var value = values.binaryValue();
    var bytes = ByteBuffer.wrap(value.bytes, value.offset, value.length);
    var ids = new ArrayList<UUID>(value.length / LENGTH);
    while (bytes.remaining() >= LENGTH) ids.add(new UUID(bytes.getLong(), bytes.getLong()));
    return ids;
  }
}
