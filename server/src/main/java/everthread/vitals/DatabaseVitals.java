package everthread.vitals;

import everthread.space.SpaceId;
import java.util.Map;

/** Looks at the database as the role that serves requests. Blocks: call from virtual threads. */
public interface DatabaseVitals {
  /** True when it answers a statement on a table of ours. */
  boolean answers();

  DatabaseFacts facts();

  /** How far each space's change feed has come. */
  Map<SpaceId, Long> feedPositions();
}
