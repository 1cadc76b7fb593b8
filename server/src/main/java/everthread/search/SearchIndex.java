package everthread.search;

import everthread.space.SpaceId;

/**
 * Finds messages and memories. Derived: everything in it can be thrown away and rebuilt from the
 * store. Thread-safe.
 */
public interface SearchIndex {

  /**
   * Searches what was committed before the call: the index first catches up with the space's feed.
   */
  Hits search(SpaceId space, Query query);

  /** Catches up with the space's feed; cheap when there is nothing new. */
  void catchUp(SpaceId space);

  /** How many changes of the space are not in the index yet. */
  long pending(SpaceId space);

  /** How the space's index stands; an index that does not count answers {@link IndexState#NONE}. */
  default IndexState state(SpaceId space) {
    return IndexState.NONE;
  }

  /** Throws the space's index away and builds it again from the store; searches go on meanwhile. */
  void rebuild(SpaceId space);

  /** Removes the space's index for good. */
  void drop(SpaceId space);
}
