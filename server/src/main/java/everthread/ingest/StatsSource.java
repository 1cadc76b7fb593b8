package everthread.ingest;

import everthread.space.SpaceId;

/** Tells how a space stands. Blocks: call from virtual threads. */
public interface StatsSource {
  Stats stats(SpaceId space);
}
