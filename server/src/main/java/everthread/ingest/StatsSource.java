package everthread.ingest;

import everthread.space.SpaceId;

/** Tells how a space stands. Blocks: call from virtual threads. */
public interface StatsSource {
  Stats stats(SpaceId space);

  /** How far the space can be found by meaning; where nobody reads for it, not at all. */
  default MeaningState meaning(SpaceId space) {
    return MeaningState.OFF;
  }
}
