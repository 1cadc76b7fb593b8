package everthread.store.pg;

import everthread.conversation.StoredMessage;
import everthread.ingest.EmbeddingTask;
import everthread.memory.Memory;
import everthread.search.embed.Chunk;
import everthread.search.embed.Chunks;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes what is most urgent in one space, with its passages, inside one transaction. */
final class EmbeddingLease {
  private static final int MOST_TASKS = 32;

  /** About as many characters as a small model reads in a second. */
  private static final long MOST_CHARACTERS = 12_000;

  /**
   * $1 space, $2 model, $3 how many, $4 of how many characters in all, $5 lease in milliseconds.
   */
  private static final String LEASE =
      """
      WITH due AS MATERIALIZED (
        SELECT work.subject_id, work.priority, work.said_at, work.size FROM embedding_work work
        WHERE work.space_id = $1 AND work.model = $2 AND NOT work.dead AND work.run_at <= now()
          AND (work.leased_until IS NULL OR work.leased_until < now())
          AND CASE WHEN work.is_memory THEN EXISTS (
              SELECT FROM memory WHERE memory.space_id = $1 AND memory.id = work.subject_id
                AND memory.hidden_at IS NULL)
            ELSE EXISTS (
              SELECT FROM message JOIN conversation ON conversation.space_id = $1
                AND conversation.id = message.conversation_id AND conversation.hidden_at IS NULL
              WHERE message.space_id = $1 AND message.id = work.subject_id) END
        ORDER BY work.priority, work.said_at DESC, work.subject_id
        LIMIT $3 FOR UPDATE OF work SKIP LOCKED),
      armful AS (
        SELECT subject_id,
          sum(size) OVER (ORDER BY priority, said_at DESC, subject_id) - size AS before FROM due)
      UPDATE embedding_work work SET leased_until = now() + $5 * interval '1 millisecond',
        attempts = attempts + 1
      FROM armful
      WHERE work.space_id = $1 AND work.model = $2 AND work.subject_id = armful.subject_id
        AND armful.before < $4
      RETURNING work.subject_id, work.is_memory, work.priority, work.said_at, work.position,
        work.attempts - 1 AS attempts
      """;

  /** $1 space, $2 model: of what was erased just while it was noted. */
  private static final String DROP_GONE =
      """
      DELETE FROM embedding_work work WHERE work.space_id = $1 AND work.model = $2
        AND NOT EXISTS (SELECT FROM message WHERE message.space_id = $1 AND message.id = work.subject_id)
        AND NOT EXISTS (SELECT FROM memory WHERE memory.space_id = $1 AND memory.id = work.subject_id)
      """;

  /** $1 space, $2 ids. */
  private static final String MEMORIES =
      "SELECT "
          + MemoryRow.COLUMNS
          + " FROM memory WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL";

  private final Transaction transaction;
  private final SpaceId space;
  private final String model;

  EmbeddingLease(Transaction transaction, SpaceId space, String model) {
    this.transaction = transaction;
    this.space = space;
    this.model = model;
  }

  /** What was leased. */
  private record Leased(
      UUID subject, boolean isMemory, int priority, Instant saidAt, long position, int attempts) {
    static final Comparator<Leased> ORDER =
        Comparator.comparingInt(Leased::priority)
            .thenComparing(Leased::saidAt, Comparator.reverseOrder());
  }

  List<EmbeddingTask> take(Duration lease) {
    var leased =
        transaction.list(
            EmbeddingLease::leased,
            LEASE,
            space.value(),
            model,
            MOST_TASKS,
            MOST_CHARACTERS,
            lease.toMillis());
    if (leased.isEmpty()) transaction.run(DROP_GONE, space.value(), model);
    leased.sort(Leased.ORDER);
    return tasks(leased);
  }

  private static Leased leased(Row row) {
    return new Leased(
        row.getUUID("subject_id"),
        row.getBoolean("is_memory"),
        row.getShort("priority"),
        Columns.time(row, "said_at"),
        row.getLong("position"),
        row.getInteger("attempts"));
  }

  private List<EmbeddingTask> tasks(List<Leased> leased) {
    var ids = leased.stream().map(Leased::subject).toList();
    var messages = new HashMap<UUID, StoredMessage>();
    for (var message : MessageNeighbours.themselves(transaction, space, ids)) {
      messages.put(message.id(), message);
    }
    var memories = new HashMap<UUID, Memory>();
    var asked = ids.toArray(UUID[]::new);
    for (var memory : transaction.list(MemoryRow::of, MEMORIES, space.value(), asked)) {
      memories.put(memory.id(), memory);
    }
    var hashes = new VectorRows(transaction, space, model).hashes(ids);
    var tasks = new ArrayList<EmbeddingTask>();
    for (var one : leased) {
      var message = messages.get(one.subject());
      var memory = memories.get(one.subject());
      List<Chunk> chunks = List.of();
      if (message != null) chunks = Chunks.of(message);
      if (memory != null) chunks = Chunks.of(memory);
      var known = PgVectors.known(chunks, hashes.getOrDefault(one.subject(), Map.of()));
      tasks.add(
          new EmbeddingTask(
              space,
              PgVectors.kind(one.isMemory()),
              one.subject(),
              message == null ? null : message.conversationId(),
              one.position(),
              one.attempts(),
              chunks,
              new HashSet<>(known)));
    }
    return tasks;
  }
}
