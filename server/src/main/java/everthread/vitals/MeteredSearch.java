package everthread.vitals;

import everthread.search.ForwardingSearch;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times searches and the index's catching up; otherwise the index itself. */
public final class MeteredSearch extends ForwardingSearch {
  private final MeterRegistry registry;
  private final Timer catchingUp;

  public MeteredSearch(SearchIndex index, MeterRegistry registry) {
    super(index);
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
      return super.search(space, query);
    } finally {
      sample.stop(timer);
    }
  }

  @Override
  public void catchUp(SpaceId space) {
    catchingUp.record(() -> super.catchUp(space));
  }
}
