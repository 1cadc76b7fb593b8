package everthread.store.pg;

import everthread.space.SpaceId;
import everthread.supersession.Claim;
import everthread.supersession.Claims;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which memories speak of one thing, inside one transaction. */
final class MemorySlots {
  /**
   * $1 space. Whoever settles memories of a space waits here for whoever does already: two facts
   * that come at once would not see each other. Held until the commit.
   */
  private static final String LOCK =
      "SELECT FROM pg_advisory_xact_lock(hashtextextended($1::uuid::text, 8))";

  /** $1 space, $2 memory. */
  private static final String FORGET =
      "DELETE FROM memory_slot WHERE space_id = $1 AND memory_id = $2";

  /** $1 space, $2 memory, $3 hashes. */
  private static final String ADD =
      """
      INSERT INTO memory_slot (space_id, slot_hash, memory_id)
      SELECT $1, hash, $2 FROM unnest($3::bytea[]) AS hash
      ON CONFLICT ON CONSTRAINT memory_slot_pkey DO NOTHING
      """;

  /**
   * A program that notes a state every minute fills one slot without end; beyond these, the newest,
   * what was settled once stays as it is.
   */
  private static final int MOST = 500;

  /** $1 space, $2 memories, $3 so many of each slot: those that share a slot with any. */
  private static final String AROUND =
      """
      SELECT DISTINCT other.memory_id FROM (
        SELECT DISTINCT slot_hash FROM memory_slot
        WHERE space_id = $1 AND memory_id = ANY($2)) mine
      CROSS JOIN LATERAL (
        SELECT memory_id FROM memory_slot
        WHERE space_id = $1 AND slot_hash = mine.slot_hash
        ORDER BY memory_id DESC LIMIT $3) other
      """;

  private final Transaction transaction;
  private final SpaceId space;

  MemorySlots(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  void lock() {
    transaction.run(LOCK, space.value());
  }

  /** Notes what a memory speaks of; another quote may tell of more. */
  void note(UUID memory, String content, @Nullable String quote) {
    var hashes =
        Claims.of(content, quote).stream()
            .map(Claim::slot)
            .distinct()
            .map(slot -> Buffer.buffer(Secrets.hash(slot)))
            .toArray(Buffer[]::new);
    if (hashes.length > 0) transaction.run(ADD, space.value(), memory, hashes);
  }

  void forget(UUID memory) {
    transaction.run(FORGET, space.value(), memory);
  }

  /** They and those that share a slot with any of them. */
  Set<UUID> around(Collection<UUID> memories) {
    var around = new HashSet<>(memories);
    around.addAll(
        transaction.list(
            row -> row.getUUID("memory_id"),
            AROUND,
            space.value(),
            memories.toArray(UUID[]::new),
            MOST));
    return around;
  }
}
