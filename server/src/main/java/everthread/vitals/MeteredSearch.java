package everthread.vitals;

import everthread.search.Hits;
import everthread.search.IndexState;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times searches and the index's catching up; otherwise the index itself. */
public final class MeteredSearch implements SearchIndex {
  private final SearchIndex index;
  private final MeterRegistry registry;
  private final Timer catchingUp;

  public MeteredSearch(SearchIndex index, MeterRegistry registry) {
    this.index = index;
    this.registry = registry;
    this.catchingUp =
        Meters.timer(registry, "everthread.index.catchup", "Time to bring the index up to date");
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    var mode = WorkMeter.lower(query.mode());
    var timer =
        Meters.timer(registry, "everthread.search", "Time of a search, by mode", "mode", mode);
    var sample = Timer.start(registry);
    try {
      return index.search(space, query);
    } finally {
      sample.stop(timer);
    }
  }

  @Override
  public void catchUp(SpaceId space) {
    catchingUp.record(() -> index.catchUp(space));
  }

  @Override
  public long pending(SpaceId space) {
    return index.pending(space);
  }

  @Override
  public IndexState state(SpaceId space) {
    return index.state(space);
  }

  @Override
  public void rebuild(SpaceId space) {
    index.rebuild(space);
  }

  @Override
  public void drop(SpaceId space) {
    index.drop(space);
  }
}
