package everthread.web.mcp.protocol;

import everthread.space.SpaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one client asked to hear of, and what it has not been told yet. A resource that changes
 * twice before it is told is told once, so a mailbox holds no more than its client asked for.
 * Thread-safe.
 */
final class Mailbox {
  /** More than any client watches. */
  static final int MOST = 200;

  private final SpaceId space;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** By address: as the client wrote it. */
  private final Map<String, String> watched = new LinkedHashMap<>();

  private final Set<String> updated = new LinkedHashSet<>();
  private final boolean hearsOfList;
  private boolean listChanged;
  private int streams;
  private boolean closed;

  /**
   * @param hearsOfList whether it is told when the list changes
   */
  Mailbox(SpaceId space, boolean hearsOfList) {
    this.space = space;
    this.hearsOfList = hearsOfList;
  }

  /**
   * What is to be told.
   *
   * @param updated resources, as the client wrote them
   */
  record News(List<String> updated, boolean list) {
    boolean isNone() {
      return updated.isEmpty() && !list;
    }
  }

  SpaceId space() {
    return space;
  }

  /** Begins to watch; false when the client watches too many already. */
  boolean watch(String address, String uri) {
    lock.lock();
    try {
      if (watched.size() >= MOST && !watched.containsKey(address)) return false;
      watched.put(address, uri);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void forget(String address) {
    lock.lock();
    try {
      var uri = watched.remove(address);
      if (uri != null) updated.remove(uri);
    } finally {
      lock.unlock();
    }
  }

  /** A stream begins to tell from it; returns how many there are now. */
  int opened() {
    lock.lock();
    try {
      return ++streams;
    } finally {
      lock.unlock();
    }
  }

  void left() {
    lock.lock();
    try {
      streams--;
    } finally {
      lock.unlock();
    }
  }

  boolean hasStream() {
    lock.lock();
    try {
      return streams > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether anything that happens has to be looked at for it. */
  boolean isWatching() {
    lock.lock();
    try {
      return hearsOfList && streams > 0 || !watched.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void take(Changed change) {
    lock.lock();
    try {
      watched.forEach(
          (address, uri) -> {
            if (change.everything() || change.resources().contains(address)) updated.add(uri);
          });
      listChanged |= hearsOfList && change.list();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for news, at most so long; none when none came or the mailbox was closed. */
  News await(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = patience.toNanos();
      while (updated.isEmpty() && !listChanged && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      var news = new News(new ArrayList<>(updated), listChanged);
      updated.clear();
      listChanged = false;
      return news;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what could not be told. */
  void giveBack(News news) {
    lock.lock();
    try {
      news.updated().stream().filter(watched::containsValue).forEach(updated::add);
      listChanged |= news.list();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends every stream that tells from it. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
