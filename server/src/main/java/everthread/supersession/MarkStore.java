package everthread.supersession;

import everthread.space.SpaceId;
import java.util.Collection;
import java.util.UUID;

/** Finds and marks messages that tell anew what an earlier one told. Blocks. */
public interface MarkStore {

  /**
   * Marks what a person's messages replace and what replaces them, among all messages of the space;
   * in whatever order they come the marks are the same, unless two bear the same time. May run
   * twice.
   */
  void mark(SpaceId space, Collection<UUID> messages);

  /** The same for all that was kept before there were marks. May run twice. */
  void markKept(SpaceId space);
}
