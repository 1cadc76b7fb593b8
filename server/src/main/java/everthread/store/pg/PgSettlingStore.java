package everthread.store.pg;

import everthread.memory.SettlingStore;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads memories that were kept before it was known what they speak of. Thread-safe. */
public final class PgSettlingStore implements SettlingStore {
  private static final int BATCH = 200;

  /** $1 space, $2 limit. */
  private static final String UNREAD =
      """
      SELECT id, content, quote FROM memory WHERE space_id = $1 AND sense_hash IS NULL
      ORDER BY id LIMIT $2
      """;

  /** $1 space, $2 id, $3 and $4 hashes of its sense and gist. */
  private static final String READ =
      "UPDATE memory SET sense_hash = $3, gist_hash = $4 WHERE space_id = $1 AND id = $2";

  private final Database database;
  private final PgChangeFeed feed;

  public PgSettlingStore(Database database, PgChangeFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  private record Unread(UUID id, String content, @Nullable String quote) {}

  @Override
  public void settleKept(SpaceId space) {
    while (database.inSpace(space, transaction -> settleSome(transaction, space)) > 0) {
      feed.appended(space);
    }
  }

  private static int settleSome(Transaction transaction, SpaceId space) {
    var slots = new MemorySlots(transaction, space);
    slots.lock();
    List<Unread> unread =
        transaction.list(
            row -> new Unread(row.getUUID("id"), row.getString("content"), row.getString("quote")),
            UNREAD,
            space.value(),
            BATCH);
    for (var memory : unread) {
      var sense = Buffer.buffer(MemoryRow.senseHash(memory.content()));
      transaction.run(
          READ, space.value(), memory.id(), sense, MemoryRow.gistHash(memory.content()));
      slots.note(memory.id(), memory.content(), memory.quote());
    }
    var settled = new Settling(transaction, space).settle(unread.stream().map(Unread::id).toList());
    PgChangeFeed.append(transaction, space, settled);
    return unread.size();
  }
}
