package everthread.web.mcp.resources;

import everthread.feed.Change;
import everthread.feed.ChangeFeed;
import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import everthread.web.mcp.protocol.Changed;
import everthread.web.mcp.protocol.Watches;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who watches a space what the change feed says of it. Looks at the feeds of watched spaces
 * alone, and no closer than at their position while nothing changes. Thread-safe.
 */
public final class FeedWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
  private static final Duration LOOK = Duration.ofMillis(300);

  /** Beyond this, such as with an import, it is not told apart what changed. */
  private static final int MOST = 2_000;

  private final ChangeFeed feed;
  private final Watches watches;
  private final Map<SpaceId, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread;

  public FeedWatch(ChangeFeed feed, Watches watches) {
    this.feed = feed;
    this.watches = watches;
    watches.whenBegun(space -> positions.computeIfAbsent(space, feed::position));
    this.thread = Thread.ofVirtual().name("feed-watch").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        var watched = watches.spaces();
        positions.keySet().removeIf(space -> !watches.isWatched(space));
        watched.forEach(this::look);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(SpaceId space) {
    try {
      long from = positions.computeIfAbsent(space, feed::position);
      long to = feed.position(space);
      if (to == from) return;
      tell(space, from, to);
      positions.put(space, to);
    } catch (ProblemException away) {
      LOG.info("who watches waits: {}", away.problem().code());
    } catch (RuntimeException bug) {
      LOG.error("looking for changes failed; it is tried again", Bare.of(bug));
    }
  }

  private void tell(SpaceId space, long from, long to) {
    // A feed that went back was restored: nothing is known of what differs.
    if (to < from || to - from > MOST) {
      watches.tell(new Changed(space, Set.of(), true, true));
      return;
    }
    var resources = new HashSet<String>();
    boolean list = false;
    for (var change : feed.after(space, from, (int) (to - from))) {
      switch (change.subject()) {
        case MEMORY -> resources.add(Remembered.memory(change.subjectId()));
        case CONVERSATION, MESSAGE -> {
          resources.add(Remembered.conversation(conversation(change)));
          list = true;
        }
        case VECTORS -> {}
      }
    }
    if (!resources.isEmpty()) watches.tell(new Changed(space, resources, false, list));
  }

  private static UUID conversation(Change change) {
    var conversation = change.conversationId();
    return conversation == null ? change.subjectId() : conversation;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
