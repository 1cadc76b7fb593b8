package everthread.search;

import everthread.space.SpaceId;

/** Hands every call on to another index; what goes around it does more at some of them. */
public abstract class ForwardingSearch implements SearchIndex {
  private final SearchIndex index;

  protected ForwardingSearch(SearchIndex index) {
    this.index = index;
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    return index.search(space, query);
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
