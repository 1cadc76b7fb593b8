package everthread.ingest;

import everthread.search.Hits;
import everthread.search.IndexState;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;

/** A search whose memories are counted as handed out. Thread-safe. */
public final class CountedSearch implements SearchIndex {
  private final SearchIndex index;
  private final Recalls recalls;

  public CountedSearch(SearchIndex index, Recalls recalls) {
    this.index = index;
    this.recalls = recalls;
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    var hits = index.search(space, query);
    recalls.handedOut(space, hits);
    return hits;
  }

  @Override
  public void catchUp(SpaceId space) {
    index.catchUp(space);
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
