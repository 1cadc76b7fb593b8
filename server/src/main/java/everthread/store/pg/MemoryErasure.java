package everthread.store.pg;

import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
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

  MemoryErasure(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  boolean hide(UUID id) {
    if (transaction.change(HIDE, space.value(), id) == 0) return false;
    transaction.run(ERASE_LATER, space.value(), Ids.next(), id);
    append(id);
    return true;
  }

  boolean restore(UUID id) {
    if (transaction.change(RESTORE, space.value(), id) == 0) return false;
    transaction.run(DROP_JOBS, space.value(), id);
    append(id);
    return true;
  }

  boolean erase(UUID id) {
    record Erased(@Nullable String messageSourceId, Buffer statementHash) {}
    var erased =
        transaction.first(
            row -> new Erased(row.getString("message_source_id"), row.getBuffer("statement_hash")),
            ERASE,
            space.value(),
            id);
    if (erased.isEmpty()) return false;
    var message = erased.get().messageSourceId();
    if (message != null) {
      var hash = MemoryRow.factHash(message, erased.get().statementHash().getBytes());
      transaction.run(BAR, space.value(), Buffer.buffer(hash));
    }
    transaction.run(DROP_JOBS, space.value(), id);
    transaction.run(ERASE_EMBEDDING, space.value(), id);
    append(id);
    return true;
  }

  private void append(UUID id) {
    PgChangeFeed.append(transaction, space, List.of(PgMemoryStore.changed(id)));
  }
}
