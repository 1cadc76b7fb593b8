package everthread.memory;

import everthread.space.SpaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells how memories came to be what they are. Blocks: call from virtual threads. */
public interface MemoryHistories {

  /** Empty for one that is not there or is hidden; hidden ones are not among its relatives. */
  Optional<MemoryHistory> history(SpaceId space, UUID id);

  /** Which of these held then, as far as is known now. */
  List<UUID> heldAt(SpaceId space, List<UUID> ids, Instant then);
}
