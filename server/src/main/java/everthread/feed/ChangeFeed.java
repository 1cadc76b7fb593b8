package everthread.feed;

import everthread.space.SpaceId;
import java.util.List;

/**
 * What changed in each space, in commit order. Numbered under a lock inside the writing
 * transaction, so a reader that has seen position n will never meet a later-committed change below
 * n.
 */
public interface ChangeFeed {

  /** The newest committed position of the space; 0 when nothing was ever written. */
  long position(SpaceId space);

  /** The changes after a position, oldest first, at most {@code limit}. */
  List<Change> after(SpaceId space, long position, int limit);

  /** Every space that has a feed. */
  List<SpaceId> spaces();
}
