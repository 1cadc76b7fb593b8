package everthread.memory;

import everthread.space.SpaceId;
import java.util.Optional;
import java.util.UUID;

/** Tells how memories came to be what they are. Blocks: call from virtual threads. */
@FunctionalInterface
public interface MemoryHistories {

  /** Empty for one that is not there or is hidden; hidden ones are not among its relatives. */
  Optional<MemoryHistory> history(SpaceId space, UUID id);
}
