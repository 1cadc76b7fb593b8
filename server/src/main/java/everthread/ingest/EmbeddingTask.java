package everthread.ingest;

import everthread.search.Hit;
import everthread.search.embed.Chunk;
import everthread.space.SpaceId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message or memory that the model has not read yet as it stands now.
 *
 * @param conversationId of a message, null for a memory
 * @param position of the change that asked for it
 * @param attempts how many times it was tried before this time
 * @param chunks all its passages; none when there is nothing to read in it
 * @param kept numbers of those whose vectors are there already
 */
public record EmbeddingTask(
    SpaceId space,
    Hit.Kind kind,
    UUID subjectId,
    @Nullable UUID conversationId,
    long position,
    int attempts,
    List<Chunk> chunks,
    Set<Integer> kept) {
  public EmbeddingTask {
    chunks = List.copyOf(chunks);
    kept = Set.copyOf(kept);
  }

  /** The passages that are still to be computed. */
  public List<Chunk> missing() {
    return chunks.stream().filter(chunk -> !kept.contains(chunk.number())).toList();
  }
}
