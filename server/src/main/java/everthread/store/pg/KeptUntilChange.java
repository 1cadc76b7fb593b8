package everthread.store.pg;

import everthread.feed.ChangeFeed;
import everthread.space.SpaceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Something that is counted from a space's conversations or memories, kept until the space's feed
 * says that any of them changed. Thread-safe.
 */
final class KeptUntilChange<T> {
  private static final int SPACES = 200;

  private final ChangeFeed feed;
  private final Map<SpaceId, Kept<T>> kept = new LinkedHashMap<>();

  private record Kept<T>(long position, T value) {}

  KeptUntilChange(ChangeFeed feed) {
    this.feed = feed;
  }

  /** The kept value, or what the supplier counts now. */
  T of(SpaceId space, Supplier<T> count) {
    // Read first: what changes while it is counted leads to counting again.
    long position = feed.position(space);
    synchronized (kept) {
      var known = kept.get(space);
      if (known != null && known.position() == position) return known.value();
    }
    var value = count.get();
    synchronized (kept) {
      kept.remove(space);
      kept.put(space, new Kept<>(position, value));
      if (kept.size() > SPACES) forgetOldest(kept.keySet().iterator());
    }
    return value;
  }

  private static void forgetOldest(Iterator<SpaceId> spaces) {
    spaces.next();
    spaces.remove();
  }
}
