package everthread.store.pg;

import everthread.memory.MemoryHistory.Evidence;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/** The messages that state a memory, inside one transaction. */
final class MemoryEvidence {
  /**
   * $1 space, $2 memory, $3 message, $4 conversation, $5 the site's id, $6 role, $7 author, $8
   * quote, $9 extractor, $10 confidence, $11 statement's hash, $12 when it was said as the memory
   * tells, or null. Where the site does not tell, what stands later in the conversation was said
   * later.
   */
  private static final String ADD =
      """
      INSERT INTO memory_evidence (space_id, memory_id, message_id, conversation_id, message_source_id,
        role, author, quote, extractor, confidence, statement_hash, said_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce(
        (SELECT coalesce(said_at, first_seen_at + ordinal * interval '1 microsecond')
         FROM message WHERE space_id = $1 AND id = $3),
        $12, now()))
      ON CONFLICT ON CONSTRAINT memory_evidence_pkey DO NOTHING
      """;

  /** $1 space, $2 memories: how many messages whose conversation is not hidden state each. */
  private static final String COUNT =
      """
      UPDATE memory SET evidence = (
        SELECT count(*) FROM memory_evidence e
        JOIN conversation c ON c.space_id = e.space_id AND c.id = e.conversation_id
        WHERE e.space_id = $1 AND e.memory_id = memory.id AND c.hidden_at IS NULL)
      WHERE space_id = $1 AND id = ANY($2)
      """;

  /** $1 space, $2 memory. */
  private static final String OF =
      """
      SELECT e.conversation_id, message_id, message_source_id, author, quote, said_at
      FROM memory_evidence e
      JOIN conversation c ON c.space_id = e.space_id AND c.id = e.conversation_id
      WHERE e.space_id = $1 AND memory_id = $2 AND c.hidden_at IS NULL
      ORDER BY said_at, message_id
      """;

  /**
   * $1 space, $2 conversation that goes: what other conversations state too rests on the first of
   * them from now on.
   */
  private static final String REST_ON_ANOTHER =
      """
      UPDATE memory SET conversation_id = other.conversation_id, message_id = other.message_id,
        message_source_id = other.message_source_id, role = other.role, author = other.author,
        quote = other.quote, extractor = other.extractor, confidence = other.confidence
      FROM (
        SELECT DISTINCT ON (e.memory_id) e.* FROM memory_evidence e
        JOIN conversation c ON c.space_id = e.space_id AND c.id = e.conversation_id
        WHERE e.space_id = $1 AND e.conversation_id <> $2 AND c.hidden_at IS NULL
          AND e.memory_id IN (
            SELECT memory_id FROM memory_evidence WHERE space_id = $1 AND conversation_id = $2)
        ORDER BY e.memory_id, e.said_at, e.message_id) AS other
      WHERE memory.space_id = $1 AND memory.id = other.memory_id AND memory.conversation_id = $2
      """;

  /** $1 space, $2 conversation: every memory that it states, whatever that rests on. */
  private static final String STATED_IN =
      "SELECT DISTINCT memory_id FROM memory_evidence WHERE space_id = $1 AND conversation_id = $2";

  /** $1 space, $2 memory. */
  private static final String FACTS =
      "SELECT message_source_id, statement_hash FROM memory_evidence WHERE space_id = $1 AND memory_id = $2";

  private final Transaction transaction;
  private final SpaceId space;

  MemoryEvidence(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  /** False when it is known already. */
  boolean add(UUID memory, String statement, Provenance provenance, Validity validity) {
    int added =
        transaction.change(
            ADD,
            space.value(),
            memory,
            provenance.messageId(),
            provenance.conversationId(),
            provenance.messageSourceId(),
            provenance.role().name(),
            provenance.author(),
            provenance.quote(),
            provenance.extractor(),
            provenance.confidence(),
            Buffer.buffer(MemoryRow.statementHash(statement)),
            Columns.of(MemoryRow.since(validity)));
    if (added > 0) count(List.of(memory));
    return added > 0;
  }

  void count(List<UUID> memories) {
    if (memories.isEmpty()) return;
    transaction.run(COUNT, space.value(), memories.toArray(UUID[]::new));
  }

  List<Evidence> of(UUID memory) {
    return transaction.list(MemoryEvidence::evidence, OF, space.value(), memory);
  }

  private static Evidence evidence(Row row) {
    return new Evidence(
        row.getUUID("conversation_id"),
        row.getUUID("message_id"),
        row.getString("message_source_id"),
        row.getString("author"),
        row.getString("quote"),
        Columns.time(row, "said_at"));
  }

  /** Call before a conversation's memories go. */
  void restOnAnother(UUID conversation) {
    transaction.run(REST_ON_ANOTHER, space.value(), conversation);
  }

  List<UUID> statedIn(UUID conversation) {
    return transaction.list(
        row -> row.getUUID("memory_id"), STATED_IN, space.value(), conversation);
  }

  /** Names of the facts behind a memory, for their tombstones. */
  List<byte[]> factHashes(UUID memory) {
    return transaction.list(
        row ->
            MemoryRow.factHash(
                row.getString("message_source_id"), row.getBuffer("statement_hash").getBytes()),
        FACTS,
        space.value(),
        memory);
  }
}
