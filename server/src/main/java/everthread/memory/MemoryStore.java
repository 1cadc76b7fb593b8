package everthread.memory;

import everthread.space.SpaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps memories. Every call is one transaction in one space. Blocks: call from virtual threads.
 */
public interface MemoryStore {

  /**
   * Adds memories in order. Extracted ones are added once: the same statement from the same message
   * again changes nothing and answers the memory that is there.
   */
  List<Memory> add(SpaceId space, List<NewMemory> memories);

  /** Not found also for one that is hidden. */
  Optional<Memory> find(SpaceId space, UUID id);

  /**
   * Newest first. Hidden ones only with {@link MemoryFilter.State#DELETED}.
   *
   * @param after the id that the previous page ended with, null for the first page
   */
  List<Memory> list(SpaceId space, MemoryFilter filter, @Nullable UUID after, int limit);

  /** The earlier wording goes to the history. Empty if not there. */
  Optional<Memory> update(SpaceId space, UUID id, MemoryChange change);

  /** Hides it everywhere; erased ten minutes later unless {@link #restore}d. False if not there. */
  boolean hide(SpaceId space, UUID id);

  /** Undoes {@link #hide} while it is not erased. */
  boolean restore(SpaceId space, UUID id);

  /** Erases it now, leaving a tombstone so that it is not extracted again. False if not there. */
  boolean erase(SpaceId space, UUID id);

  /** How many of each state; every state is a key. */
  Map<MemoryFilter.State, Long> counts(SpaceId space);

  /** Tags of visible memories with how many bear each, most first. */
  Map<String, Long> tags(SpaceId space);
}
