package everthread.memory;

import everthread.space.SpaceId;

/** Brings memories that were kept before to how they stand beside each other. */
@FunctionalInterface
public interface SettlingStore {

  /** Reads every memory of the space that was not read yet. May run twice. Blocks. */
  void settleKept(SpaceId space);
}
