package everthread.store.pg;

import everthread.conversation.StoredMessage;
import everthread.memory.Memory;
import everthread.search.Hit;
import everthread.search.embed.Chunk;
import everthread.search.embed.Chunks;
import everthread.search.embed.EmbeddedChunk;
import everthread.search.embed.VectorStore;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Vectors on Postgres. Thread-safe. */
public final class PgVectors implements VectorStore {
  private final Database database;

  public PgVectors(Database database) {
    this.database = database;
  }

  @Override
  public List<EmbeddedChunk> of(SpaceId space, String model, Collection<UUID> subjects) {
    return database.inSpace(
        space,
        transaction ->
            new VectorRows(transaction, space, model)
                .read(subjects).stream().map(VectorRows.Kept::chunk).toList());
  }

  /**
   * The chunks of those messages and memories whose vectors are all there, and of their texts as
   * they stand: offsets into an older text would point anywhere.
   */
  static List<EmbeddedChunk> fresh(
      Transaction transaction,
      SpaceId space,
      String model,
      Collection<StoredMessage> messages,
      Collection<Memory> memories) {
    var ids = new ArrayList<UUID>();
    messages.forEach(message -> ids.add(message.id()));
    memories.forEach(memory -> ids.add(memory.id()));
    var kept = new HashMap<UUID, Map<Integer, VectorRows.Kept>>();
    for (var row : new VectorRows(transaction, space, model).read(ids)) {
      kept.computeIfAbsent(row.chunk().subjectId(), id -> new HashMap<>())
          .put(row.chunk().number(), row);
    }
    var fresh = new ArrayList<EmbeddedChunk>();
    for (var message : messages) {
      var rows = kept.get(message.id());
      if (rows != null) fresh.addAll(fresh(Chunks.of(message), rows));
    }
    for (var memory : memories) {
      var rows = kept.get(memory.id());
      if (rows != null) fresh.addAll(fresh(Chunks.of(memory), rows));
    }
    return fresh;
  }

  private static List<EmbeddedChunk> fresh(List<Chunk> now, Map<Integer, VectorRows.Kept> kept) {
    var chunks = new ArrayList<EmbeddedChunk>();
    for (var chunk : now) {
      var row = kept.get(chunk.number());
      if (row == null || !row.hash().equals(VectorRows.hash(chunk))) return List.of();
      chunks.add(row.chunk());
    }
    return chunks;
  }

  /** Numbers of the chunks whose vectors are there. */
  static List<Integer> known(List<Chunk> now, Map<Integer, Buffer> hashes) {
    return now.stream()
        .filter(chunk -> VectorRows.hash(chunk).equals(hashes.get(chunk.number())))
        .map(Chunk::number)
        .toList();
  }

  static Hit.Kind kind(boolean isMemory) {
    return isMemory ? Hit.Kind.MEMORY : Hit.Kind.MESSAGE;
  }
}
