package everthread.store.pg;

import everthread.search.Hit;
import everthread.search.embed.Chunk;
import everthread.search.embed.EmbeddedChunk;
import everthread.search.embed.PassageHash;
import everthread.search.embed.PassageVectors;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads and writes vectors inside one transaction. */
final class VectorRows {
  /** $1 space, $2 model, $3 messages and memories. */
  private static final String READ =
      """
      SELECT message_id AS subject_id, false AS is_memory, number, from_char, to_char, passage_hash,
        pooled, pieces, tokens
      FROM message_vector WHERE space_id = $1 AND model = $2 AND message_id = ANY($3)
      UNION ALL
      SELECT memory_id, true, number, from_char, to_char, passage_hash, pooled, pieces, tokens
      FROM memory_vector WHERE space_id = $1 AND model = $2 AND memory_id = ANY($3)
      """;

  /** As READ. */
  private static final String HASHES =
      """
      SELECT message_id AS subject_id, number, passage_hash FROM message_vector
      WHERE space_id = $1 AND model = $2 AND message_id = ANY($3)
      UNION ALL
      SELECT memory_id, number, passage_hash FROM memory_vector
      WHERE space_id = $1 AND model = $2 AND memory_id = ANY($3)
      """;

  private static final String COLUMNS =
      "model, number, from_char, to_char, passage_hash, pooled, pieces, tokens";

  private static final String ARRAYS =
      """
      ) SELECT $1, subject_id, $2, number, from_char, to_char, passage_hash, pooled, pieces, tokens
      FROM unnest($3::uuid[], $4::smallint[], $5::int[], $6::int[], $7::bytea[], $8::bytea[],
        $9::bytea[], $10::bytea[])
        AS made (subject_id, number, from_char, to_char, passage_hash, pooled, pieces, tokens)
      """;

  private static final String ANEW =
      """
       DO UPDATE SET from_char = excluded.from_char, to_char = excluded.to_char,
        passage_hash = excluded.passage_hash, pooled = excluded.pooled, pieces = excluded.pieces,
        tokens = excluded.tokens
      """;

  /** $1 space, $2 model, $3 messages, $4 to $10 the other columns: arrays of one length. */
  private static final String WRITE_MESSAGES =
      "INSERT INTO message_vector (space_id, message_id, "
          + COLUMNS
          + ARRAYS
          + "ON CONFLICT ON CONSTRAINT message_vector_pkey"
          + ANEW;

  /** As WRITE_MESSAGES. */
  private static final String WRITE_MEMORIES =
      "INSERT INTO memory_vector (space_id, memory_id, "
          + COLUMNS
          + ARRAYS
          + "ON CONFLICT ON CONSTRAINT memory_vector_pkey"
          + ANEW;

  /** $1 space, $2 model; $3 messages, $4 how many chunks each has now: of one length. */
  private static final String CUT_MESSAGES =
      """
      DELETE FROM message_vector USING unnest($3::uuid[], $4::int[]) AS now (subject_id, chunks)
      WHERE space_id = $1 AND model = $2 AND message_id = subject_id AND number >= chunks
      RETURNING message_id AS subject_id
      """;

  /** As CUT_MESSAGES. */
  private static final String CUT_MEMORIES =
      """
      DELETE FROM memory_vector USING unnest($3::uuid[], $4::int[]) AS now (subject_id, chunks)
      WHERE space_id = $1 AND model = $2 AND memory_id = subject_id AND number >= chunks
      RETURNING memory_id AS subject_id
      """;

  private final Transaction transaction;
  private final SpaceId space;
  private final String model;

  VectorRows(Transaction transaction, SpaceId space, String model) {
    this.transaction = transaction;
    this.space = space;
    this.model = model;
  }

  /** A chunk as it is kept. @param hash of its passage, see {@link PassageHash} */
  record Kept(EmbeddedChunk chunk, Buffer hash) {}

  /** A chunk to be written. */
  record Made(UUID subject, Chunk chunk, PassageVectors vectors) {}

  List<Kept> read(Collection<UUID> subjects) {
    if (subjects.isEmpty()) return List.of();
    return transaction.list(
        VectorRows::kept, READ, space.value(), model, subjects.toArray(UUID[]::new));
  }

  /** The kept passages' hashes by number, of each subject that has any. */
  Map<UUID, Map<Integer, Buffer>> hashes(Collection<UUID> subjects) {
    if (subjects.isEmpty()) return Map.of();
    var hashes = new HashMap<UUID, Map<Integer, Buffer>>();
    var ids = subjects.toArray(UUID[]::new);
    for (var row : transaction.run(HASHES, space.value(), model, ids)) {
      hashes
          .computeIfAbsent(row.getUUID("subject_id"), id -> new HashMap<>())
          .put(row.getShort("number").intValue(), row.getBuffer("passage_hash"));
    }
    return hashes;
  }

  static Buffer hash(Chunk chunk) {
    return Buffer.buffer(PassageHash.of(chunk));
  }

  void write(Hit.Kind kind, List<Made> made) {
    if (made.isEmpty()) return;
    var sql =
        switch (kind) {
          case MESSAGE -> WRITE_MESSAGES;
          case MEMORY -> WRITE_MEMORIES;
        };
    transaction.run(
        sql,
        space.value(),
        model,
        made.stream().map(Made::subject).toArray(UUID[]::new),
        made.stream().map(one -> (short) one.chunk().number()).toArray(Short[]::new),
        made.stream().map(one -> one.chunk().from()).toArray(Integer[]::new),
        made.stream().map(one -> one.chunk().to()).toArray(Integer[]::new),
        made.stream().map(one -> hash(one.chunk())).toArray(Buffer[]::new),
        made.stream().map(one -> Buffer.buffer(one.vectors().pooled())).toArray(Buffer[]::new),
        made.stream().map(one -> bytes(one.vectors().pieces())).toArray(Buffer[]::new),
        made.stream().map(one -> Buffer.buffer(one.vectors().tokens())).toArray(Buffer[]::new));
  }

  /**
   * Removes what lies behind the last chunk of texts that became shorter.
   *
   * @param chunks how many chunks each text has now
   * @return those that lost any
   */
  Set<UUID> cut(Hit.Kind kind, Map<UUID, Integer> chunks) {
    if (chunks.isEmpty()) return Set.of();
    var sql =
        switch (kind) {
          case MESSAGE -> CUT_MESSAGES;
          case MEMORY -> CUT_MEMORIES;
        };
    var subjects = new ArrayList<>(chunks.keySet());
    return new HashSet<>(
        transaction.list(
            row -> row.getUUID("subject_id"),
            sql,
            space.value(),
            model,
            subjects.toArray(UUID[]::new),
            subjects.stream().map(chunks::get).toArray(Integer[]::new)));
  }

  private static Kept kept(Row row) {
    var chunk =
        new EmbeddedChunk(
            row.getBoolean("is_memory") ? Hit.Kind.MEMORY : Hit.Kind.MESSAGE,
            row.getUUID("subject_id"),
            row.getShort("number"),
            row.getInteger("from_char"),
            row.getInteger("to_char"),
            new PassageVectors(
                row.getBuffer("pooled").getBytes(),
                numbers(row.getBuffer("pieces")),
                row.getBuffer("tokens").getBytes()));
    return new Kept(chunk, row.getBuffer("passage_hash"));
  }

  private static Buffer bytes(int[] numbers) {
    var bytes = ByteBuffer.allocate(4 * numbers.length);
    Arrays.stream(numbers).forEach(bytes::putInt);
    return Buffer.buffer(bytes.array());
  }

  private static int[] numbers(Buffer bytes) {
    var numbers = new int[bytes.length() / 4];
    ByteBuffer.wrap(bytes.getBytes()).asIntBuffer().get(numbers);
    return numbers;
  }
}
