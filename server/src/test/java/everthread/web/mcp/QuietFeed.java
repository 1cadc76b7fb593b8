package everthread.web.mcp;

import everthread.feed.Change;
import everthread.feed.ChangeFeed;
import everthread.space.SpaceId;
import java.util.List;

/** A feed in which nothing ever changes. */
final class QuietFeed implements ChangeFeed {
  @Override
  public long position(SpaceId space) {
    return 0;
  }

  @Override
  public List<Change> after(SpaceId space, long position, int limit) {
    return List.of();
  }

  @Override
  public List<SpaceId> spaces() {
    return List.of();
  }
}
