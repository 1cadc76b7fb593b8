package everthread.store.pg;

import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hides, restores and erases a memory inside one transaction. */
final class MemoryErasure {
  /** $1 space, $2 id. */
  private static final String HIDE =
      "UPDATE memory SET hidden_at = now() WHERE space_id = $1 AND id = $2 AND hidden_at IS NULL";

  /** $1 space, $2 id. */
  private static final String RESTORE =
      "UPDATE memory SET hidden_at = NULL WHERE space_id = $1 AND id = $2 AND hidden_at IS NOT NULL";

  /** $1 space, $2 job, $3 memory. */
  private static final String ERASE_LATER =
      """
      INSERT INTO job (space_id, id, kind, subject_id, run_at)
      VALUES ($1, $2, 'ERASE_MEMORY', $3, now() + interval '10 minutes')
      """;

  /** $1 space, $2 memory. */
  private static final String DROP_JOBS =
      "DELETE FROM job WHERE space_id = $1 AND subject_id = $2 AND kind = 'ERASE_MEMORY'";

  /** $1 space, $2 id: the row with its versions. */
  private static final String ERASE =
      """
      DELETE FROM memory WHERE space_id = $1 AND id = $2
      RETURNING message_source_id, statement_hash
      """;

  /** $1 space, $2 id. */
  private static final String ERASE_EMBEDDING =
      "DELETE FROM embedding_work WHERE space_id = $1 AND subject_id = $2";

  /** $1 space, $2 hash. */
  private static final String BAR =
      """
      INSERT INTO memory_tombstone (space_id, fact_hash) VALUES ($1, $2)
      ON CONFLICT ON CONSTRAINT memory_tombstone_pkey DO NOTHING
      """;

  private final Transaction transaction;
  private final SpaceId space;
  private final MemorySlots slots;

  MemoryErasure(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
    this.slots = new MemorySlots(transaction, space);
  }

  boolean hide(UUID id) {
    slots.lock();
    if (transaction.change(HIDE, space.value(), id) == 0) return false;
    transaction.run(ERASE_LATER, space.value(), Ids.next(), id);
    append(id, slots.around(List.of(id)));
    return true;
  }

  boolean restore(UUID id) {
    slots.lock();
    if (transaction.change(RESTORE, space.value(), id) == 0) return false;
    transaction.run(DROP_JOBS, space.value(), id);
    append(id, slots.around(List.of(id)));
    return true;
  }

  boolean erase(UUID id) {
    record Erased(@Nullable String messageSourceId, Buffer statementHash) {}
    slots.lock();
    var related = slots.around(List.of(id));
    var facts = new MemoryEvidence(transaction, space).factHashes(id);
    var erased =
        transaction.first(
            row -> new Erased(row.getString("message_source_id"), row.getBuffer("statement_hash")),
            ERASE,
            space.value(),
            id);
    if (erased.isEmpty()) return false;
    var message = erased.get().messageSourceId();
    if (message != null) {
      facts.add(MemoryRow.factHash(message, erased.get().statementHash().getBytes()));
    }
    for (var fact : facts) transaction.run(BAR, space.value(), Buffer.buffer(fact));
    transaction.run(DROP_JOBS, space.value(), id);
    transaction.run(ERASE_EMBEDDING, space.value(), id);
    append(id, related);
    return true;
  }

  /** What spoke of the same stands anew without it, or beside it. */
  private void append(UUID id, Set<UUID> related) {
    var drafts = new ArrayList<PgChangeFeed.Draft>();
    drafts.add(PgMemoryStore.changed(id));
    drafts.addAll(new Settling(transaction, space).settle(related));
    PgChangeFeed.append(transaction, space, drafts.stream().distinct().toList());
  }
}
