package everthread.ingest;

import everthread.search.ForwardingSearch;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;

/** A search whose memories are counted as handed out. Thread-safe. */
public final class CountedSearch extends ForwardingSearch {
  private final Recalls recalls;

  public CountedSearch(SearchIndex index, Recalls recalls) {
    super(index);
    this.recalls = recalls;
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    var hits = super.search(space, query);
    recalls.handedOut(space, hits);
    return hits;
  }
}
