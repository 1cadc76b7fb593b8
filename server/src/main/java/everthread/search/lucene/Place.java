package everthread.search.lucene;

import everthread.search.IndexSource.IndexedMessage;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands.
 *
 * @param dialogue whether named speakers talk, whose turns lean on each other
 */
record Place(UUID conversation, @Nullable UUID previous, @Nullable UUID next, boolean dialogue) {
  private static final UUID NONE = new UUID(0, 0);

  static Place of(IndexedMessage indexed) {
    var previous = indexed.previous();
    var next = indexed.next();
    return new Place(
        indexed.message().conversationId(),
        previous == null ? null : previous.id(),
        next == null ? null : next.id(),
        indexed.message().author() != null);
  }

  BytesRef encode() {
    var bytes = ByteBuffer.allocate(49);
    for (var id : new UUID[] {conversation, orNone(previous), orNone(next)}) {
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    bytes.put((byte) (dialogue ? 1 : 0));
    return new BytesRef(bytes.array());
  }

  static Place decode(BytesRef encoded) {
    var bytes = ByteBuffer.wrap(encoded.bytes, encoded.offset, encoded.length);
    var conversation = id(bytes);
    var previous = id(bytes);
    var next = id(bytes);
    return new Place(
        conversation,
        previous.equals(NONE) ? null : previous,
        next.equals(NONE) ? null : next,
        bytes.get() == 1);
  }

  private static UUID orNone(@Nullable UUID id) {
    return id == null ? NONE : id;
  }

  private static UUID id(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
