package everthread.memory;

import everthread.space.SpaceId;
import java.util.Map;
import java.util.UUID;

/** Keeps how often memories were handed out. */
@FunctionalInterface
public interface RecallStore {

  /** Adds to the counts; a memory that is gone is passed over. Blocks. */
  void recalled(SpaceId space, Map<UUID, Long> times);
}
