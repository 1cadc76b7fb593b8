package everthread.search.lucene;

import everthread.feed.Change;
import everthread.feed.ChangeFeed;
import everthread.problem.Bare;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.search.Hits;
import everthread.search.IndexEvent;
import everthread.search.IndexSource;
import everthread.search.IndexState;
import everthread.search.Query;
import everthread.space.SpaceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One space's index: the current generation, brought up to date before each search, and built anew
 * when it is missing, damaged, or ahead of the feed. Thread-safe: searches never wait for one
 * another, and for writing only as long as their patience lasts.
 */
final class SpaceIndex {
  private static final Logger LOG = LoggerFactory.getLogger(SpaceIndex.class);
  private static final int BATCH = 500;

  /** So many changes are always waited for; only above it has a search's patience an end. */
  private static final long SOON_DONE = 2_000;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final SpaceId space;
  private final Pointer pointer;
  private final ChangeFeed feed;
  private final IndexSource source;
  private final Meaning meaning;
  private final Building building;
  private final Consumer<IndexEvent> events;

  /** Held while changes are applied and while {@link #current} changes. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile @Nullable Generation current;

  /** The one that is being filled; null when none is. */
  private volatile @Nullable Generation next;

  SpaceIndex(
      SpaceId space,
      Path folder,
      ChangeFeed feed,
      IndexSource source,
      Meaning meaning,
      Consumer<IndexEvent> events) {
    this.space = space;
    this.pointer = new Pointer(folder);
    this.feed = feed;
    this.source = source;
    this.meaning = meaning;
    this.building = new Building(space, feed, source);
    this.events = events;
  }

  /** Searches what was committed before the call, as far as patience reaches. */
  Hits search(Query query, Duration patience) throws IOException {
    for (int attempt = 1; ; attempt++) {
      var generation = upToDate(patience);
      if (generation.isEmpty()) return NOTHING;
      try {
        return generation.get().search(query);
      } catch (IOException | AlreadyClosedException | InternalError failed) {
        // A generation that was swapped meanwhile is closed: its successor answers.
        if (attempt == 3) throw failed;
        if (generation.get() == current) setAside(generation.get(), failed);
      }
    }
  }

  private static final Hits NOTHING = new Hits(List.of(), 0, Map.of(), Map.of(), null, null, false);

  void catchUp(Duration patience) throws IOException {
    var unused = upToDate(patience);
  }

  /** How many changes are not in the index yet. */
  long pending() throws IOException {
    var generation = opened();
    long position = feed.position(space);
    if (generation == null || !generation.isComplete()) return position;
    return Math.max(0, position - generation.position());
  }

  /** How it stands now; opens what is on disk. */
  IndexState state() throws IOException {
    var generation = opened();
    var filling = next;
    return new IndexState(
        generation == null ? 0 : generation.documents(),
        generation == null ? 0 : generation.position(),
        building.isRunning(),
        filling == null ? 0 : filling.documents());
  }

  /** The generation that answers; empty when the space never had anything. */
  private Optional<Generation> upToDate(Duration patience) throws IOException {
    long began = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      var generation = opened();
      // Read in this order: the feed can only be behind if it lost what the index has seen.
      long applied = generation == null ? 0 : generation.position();
      long target = feed.position(space);
      if (generation == null && target == 0) return Optional.empty();
      // What is soon done is waited for however slow the machine is just then.
      boolean soonDone = target - applied <= SOON_DONE;
      long deadline = began + (soonDone ? LONGEST_WAIT : patience).toNanos();
      if (generation == null || !generation.isComplete() || applied > target) {
        if (generation != null && applied > target) {
          LOG.warn("index of space {} is ahead of its feed ({} > {})", space, applied, target);
          forget(generation);
        }
        build(deadline);
        return Optional.ofNullable(current);
      }
      if (generation.visible() >= target) return Optional.of(generation);
      try {
        applyUntil(target, deadline);
        return Optional.ofNullable(current);
      } catch (IOException | AlreadyClosedException | InternalError failed) {
        if (attempt == 3) throw failed;
        setAside(generation, failed);
      }
    }
  }

  private void applyUntil(long target, long deadline) throws IOException {
    if (!lockUntil(deadline)) return;
    try {
      var generation = current;
      if (generation == null || !generation.isComplete()) return;
      if (generation.visible() >= target) return;
      while (generation.position() < target && System.nanoTime() < deadline) {
        if (!applyBatch(generation)) break;
      }
      generation.refresh();
    } finally {
      writing.unlock();
    }
  }

  private boolean lockUntil(long deadline) {
    try {
      return writing.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean applyBatch(Generation generation) throws IOException {
    var changes = feed.after(space, generation.position(), BATCH);
    if (changes.isEmpty()) return false;
    generation.apply(source.load(space, changes));
    generation.advanceTo(changes.getLast());
    return true;
  }

  /** Builds a new generation beside the current one and puts it in its place. */
  void rebuild() throws IOException {
    opened();
    building.begin(this::buildNext).await(Long.MAX_VALUE);
  }

  private void build(long deadline) throws IOException {
    building.begin(this::buildNext).await(deadline);
  }

  private void buildNext() throws IOException {
    var fresh = Generation.create(pointer.next(), meaning);
    next = fresh;
    boolean done = false;
    try {
      writing.lock();
      try {
        // Nothing to search meanwhile: then what there is already is better than nothing.
        if (current == null) current = fresh;
      } finally {
        writing.unlock();
      }
      var reached = building.fill(fresh, current == fresh);
      swap(fresh, reached);
      done = true;
      events.accept(IndexEvent.BUILT);
    } finally {
      next = null;
      if (!done) forget(fresh);
    }
  }

  private void swap(Generation fresh, Optional<Change> reached) throws IOException {
    writing.lock();
    try {
      reached.ifPresent(fresh::advanceTo);
      while (applyBatch(fresh)) {
        building.check();
      }
      fresh.complete();
      fresh.commit();
      fresh.refresh();
      pointer.moveTo(fresh.folder());
      var old = current;
      current = fresh;
      if (old != null && old != fresh) old.abandon();
      pointer.deleteOthers(fresh.folder());
    } finally {
      writing.unlock();
    }
  }

  /** Opens what is on disk; null when there is nothing usable. */
  private @Nullable Generation opened() throws IOException {
    var generation = current;
    if (generation != null) return generation;
    writing.lock();
    try {
      if (current != null) return current;
      var target = pointer.target();
      if (target.isEmpty()) return null;
      var opened = open(target.get());
      if (opened != null && !followsTheFeed(opened)) {
        LOG.warn("index of space {} does not fit its feed and is built anew", space);
        forget(opened);
        opened = null;
      }
      current = opened;
      // Words answer meanwhile.
      if (opened != null && !opened.fitsModel()) building.begin(this::buildNext);
      return current;
    } finally {
      writing.unlock();
    }
  }

  /**
   * Whether the change at the index's position is the one that it applied; not so after the
   * database was put back to an older state and written to again.
   */
  private boolean followsTheFeed(Generation generation) throws IOException {
    boolean known = false;
    try {
      var there = feed.after(space, generation.position() - 1, 1);
      known = true;
      // Behind the index: the next look at the feed's position sees that.
      if (there.isEmpty() || there.getFirst().position() != generation.position()) return true;
      return there.getFirst().mark().equals(generation.mark());
    } finally {
      if (!known) generation.abandon();
    }
  }

  private @Nullable Generation open(Path folder) throws IOException {
    try {
      var generation = Generation.open(folder, meaning);
      if (!building.isRunning()) pointer.deleteOthers(folder);
      return generation;
    } catch (LockObtainFailedException taken) {
      throw new ProblemException(
          new Problem.Unavailable("Another process uses this search index: " + folder.getParent()));
    } catch (IOException | IllegalArgumentException unusable) {
      events.accept(IndexEvent.DAMAGED);
      LOG.warn("index of space {} is built anew: {}", space, Bare.name(unusable));
      return null;
    }
  }

  /** A generation that failed is opened again, or, when its files are bad, never again. */
  private void setAside(Generation generation, Throwable failed) throws IOException {
    var cause = generation.tragedy() == null ? failed : generation.tragedy();
    LOG.warn("index of space {} failed and is set aside: {}", space, Bare.name(cause));
    boolean bad = Damage.isBehind(cause);
    events.accept(IndexEvent.DAMAGED);
    writing.lock();
    try {
      if (current != generation) return;
      current = null;
      generation.abandon();
      if (bad) Pointer.delete(generation.folder());
    } finally {
      writing.unlock();
    }
  }

  private void forget(Generation generation) throws IOException {
    writing.lock();
    try {
      if (current == generation) current = null;
      generation.abandon();
      Pointer.delete(generation.folder());
    } finally {
      writing.unlock();
    }
  }

  /** Commits when there is something to commit and it is time. */
  void commitIfDue(Duration interval, long documents) throws IOException {
    var generation = current;
    if (generation == null || !generation.isComplete() || generation.uncommitted() == 0) return;
    boolean due =
        generation.nanosSinceCommit() >= interval.toNanos()
            || generation.uncommitted() >= documents;
    if (!due) return;
    generation.commit();
    events.accept(IndexEvent.COMMITTED);
  }

  /** Takes erased text out of the files once it has been erased for so long. */
  void expungeIfDue(Duration after) throws IOException {
    var generation = current;
    if (generation == null || !generation.isComplete() || !generation.hasErased()) return;
    if (generation.nanosSinceErased() >= after.toNanos()) generation.expunge();
  }

  /** How much waits in memory to be written to files. */
  long bufferedBytes() {
    var generation = current;
    return generation == null ? 0 : generation.bufferedBytes();
  }

  void flush() throws IOException {
    var generation = current;
    if (generation != null) generation.flush();
  }

  boolean isBuilding() {
    return building.isRunning();
  }

  void close() throws IOException {
    building.stop();
    writing.lock();
    try {
      var generation = current;
      current = null;
      if (generation != null) generation.close();
    } finally {
      writing.unlock();
    }
  }

  void drop() throws IOException {
    building.stop();
    writing.lock();
    try {
      var generation = current;
      current = null;
      if (generation != null) generation.abandon();
      Pointer.delete(pointer.folder());
    } finally {
      writing.unlock();
    }
  }
}
