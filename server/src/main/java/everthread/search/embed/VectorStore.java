package everthread.search.embed;

import everthread.space.SpaceId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Keeps vectors, so that none is computed twice: an index that is built anew takes them from here.
 * They go with the message or memory that they are of. Blocks: call from virtual threads.
 */
public interface VectorStore {

  /**
   * The chunks of messages and memories, all of one model.
   *
   * @param subjects ids of messages and memories
   */
  List<EmbeddedChunk> of(SpaceId space, String model, Collection<UUID> subjects);
}
