package everthread.search.lucene;

import everthread.feed.ChangeFeed;
import everthread.problem.Bare;
import everthread.search.Hits;
import everthread.search.IndexEvent;
import everthread.search.IndexSource;
import everthread.search.IndexState;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search index on this machine's disk: one Lucene index a space, in a folder of its own, opened
 * when it is used and closed when it rests. Thread-safe; blocks, so call from virtual threads.
 */
public final class LuceneIndexes implements SearchIndex, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndexes.class);

  /**
   * How it behaves over time.
   *
   * @param maxOpen how many spaces' indexes stay open at once, unless more are in use
   * @param idle after how long without use one is closed
   * @param commitEvery how much work a crash may cost
   * @param expungeAfter how long erased text may stay in the files after it was erased
   * @param patience how long a search waits for the index to catch up before it answers with what
   *     is there; long only while a large import or a rebuild is under way
   */
  public record Settings(
      int maxOpen, Duration idle, Duration commitEvery, Duration expungeAfter, Duration patience) {
    public static final Settings DEFAULT =
        new Settings(
            128,
            Duration.ofMinutes(10),
            Duration.ofSeconds(3),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5));
  }

  /** A crash never costs more documents than this. */
  private static final long COMMIT_DOCUMENTS = 20_000;

  /** What of all indexes together waits in memory to be written, about. */
  private static final long BUFFERED_BYTES = 96L << 20;

  private final Path folder;
  private final ChangeFeed feed;
  private final IndexSource source;
  private final Settings settings;
  private final Meaning meaning;
  private final Map<SpaceId, Slot> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService upkeep;
  private volatile boolean closed;
  private volatile Consumer<IndexEvent> listener = event -> {};

  /** An open index and who uses it. */
  private static final class Slot {
    private final SpaceIndex index;
    private final AtomicInteger users = new AtomicInteger();
    private volatile long usedAt = System.nanoTime();

    private Slot(SpaceIndex index) {
      this.index = index;
    }

    private boolean isAtRest() {
      return users.get() == 0 && !index.isBuilding();
    }
  }

  /** What is done with an index while it is surely open. */
  @FunctionalInterface
  private interface Use<T> {
    T with(SpaceIndex index) throws IOException;
  }

  /**
   * @param folder holds a folder for each space; made when missing
   */
  public LuceneIndexes(Path folder, ChangeFeed feed, IndexSource source) {
    this(folder, feed, source, Settings.DEFAULT);
  }

  public LuceneIndexes(Path folder, ChangeFeed feed, IndexSource source, Settings settings) {
    this(folder, feed, source, settings, Meaning.NONE);
  }

  public LuceneIndexes(
      Path folder, ChangeFeed feed, IndexSource source, Settings settings, Meaning meaning) {
    this.folder = folder;
    this.feed = feed;
    this.source = source;
    this.settings = settings;
    this.meaning = meaning;
    upkeep =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("index-upkeep").daemon().factory());
    var unused = upkeep.scheduleWithFixedDelay(this::upkeep, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    return use(space, index -> index.search(query, settings.patience()));
  }

  @Override
  public void catchUp(SpaceId space) {
    run(space, index -> index.catchUp(settings.patience()));
  }

  @Override
  public long pending(SpaceId space) {
    return use(space, SpaceIndex::pending);
  }

  @Override
  public IndexState state(SpaceId space) {
    return use(space, SpaceIndex::state);
  }

  /** How the indexes stand that are open now; asking keeps none of them open. */
  public Map<SpaceId, IndexState> openStates() {
    var states = new HashMap<SpaceId, IndexState>();
    for (var entry : open.entrySet()) {
      var slot = entry.getValue();
      slot.users.incrementAndGet();
      try {
        states.put(entry.getKey(), slot.index.state());
      } catch (IOException | AlreadyClosedException | InternalError failed) {
        LOG.debug("an index of which nothing can be told: {}", failed.getClass().getSimpleName());
      } finally {
        slot.users.decrementAndGet();
      }
    }
    return states;
  }

  /** Whether indexes can be opened and written here. */
  public boolean isUsable() {
    return !closed && !upkeep.isShutdown() && (Files.isWritable(folder) || !Files.exists(folder));
  }

  /** Who is told what befalls the indexes; must neither block nor throw. */
  public void listen(Consumer<IndexEvent> listener) {
    this.listener = listener;
  }

  @Override
  public void rebuild(SpaceId space) {
    run(space, SpaceIndex::rebuild);
  }

  @Override
  public void drop(SpaceId space) {
    // Within compute, so that nobody opens it meanwhile.
    open.compute(
        space,
        (id, slot) -> {
          var index = slot == null ? indexOf(id) : slot.index;
          try {
            index.drop();
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
          return null;
        });
  }

  /** Takes what was erased out of the index's files now, rather than when it is due. */
  public void expunge(SpaceId space) {
    run(
        space,
        index -> {
          index.catchUp(settings.patience());
          index.expungeIfDue(Duration.ZERO);
        });
  }

  /** How many indexes are open. */
  public int openIndexes() {
    return open.size();
  }

  /** Commits and closes every index. Searches under way end in peace; later ones are refused. */
  @Override
  public void close() {
    closed = true;
    upkeep.shutdown();
    for (var space : open.keySet()) closeIf(space, slot -> true);
  }

  private <T> T use(SpaceId space, Use<T> use) {
    var slot = lease(space);
    try {
      return use.with(slot.index);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InternalError cutOff) {
      throw new UncheckedIOException(new IOException("an index file was cut off", cutOff));
    } finally {
      slot.usedAt = System.nanoTime();
      slot.users.decrementAndGet();
    }
  }

  /** Like {@link Use}, without an answer. */
  @FunctionalInterface
  private interface Act {
    void on(SpaceIndex index) throws IOException;
  }

  private void run(SpaceId space, Act act) {
    boolean done =
        use(
            space,
            index -> {
              act.on(index);
              return true;
            });
    assert done;
  }

  private Slot lease(SpaceId space) {
    if (closed) throw new IllegalStateException("the search index is closed");
    return open.compute(
        space,
        (id, present) -> {
          var slot = present == null ? new Slot(indexOf(id)) : present;
          slot.users.incrementAndGet();
          return slot;
        });
  }

  private SpaceIndex indexOf(SpaceId space) {
    return new SpaceIndex(
        space,
        folder.resolve(space.toString()),
        feed,
        source,
        meaning,
        event -> listener.accept(event));
  }

  private void upkeep() {
    for (var entry : open.entrySet()) {
      var slot = entry.getValue();
      slot.users.incrementAndGet();
      try {
        slot.index.commitIfDue(settings.commitEvery(), COMMIT_DOCUMENTS);
        slot.index.expungeIfDue(settings.expungeAfter());
      } catch (IOException | RuntimeException | InternalError failed) {
        // The next search finds the same and mends it; nothing is lost, the feed is still there.
        // Whatever it is, the upkeep of the other indexes must go on.
        LOG.warn("upkeep of the index of space {}: {}", entry.getKey(), Bare.name(failed));
      } finally {
        slot.users.decrementAndGet();
      }
    }
    boundBuffers();
    closeIdle();
    closeLeastUsed();
  }

  /**
   * However many spaces are written to at once, what waits in memory for their files is bounded.
   */
  private void boundBuffers() {
    var heaviest =
        open.values().stream()
            .map(slot -> slot.index)
            .max(Comparator.comparingLong(SpaceIndex::bufferedBytes));
    long all = open.values().stream().mapToLong(slot -> slot.index.bufferedBytes()).sum();
    if (heaviest.isEmpty() || all <= BUFFERED_BYTES) return;
    try {
      heaviest.get().flush();
    } catch (IOException | RuntimeException | InternalError failed) {
      LOG.warn("writing out an index: {}", Bare.name(failed));
    }
  }

  private void closeIdle() {
    long now = System.nanoTime();
    for (var space : open.keySet()) {
      closeIf(space, slot -> slot.isAtRest() && now - slot.usedAt > settings.idle().toNanos());
    }
  }

  private void closeLeastUsed() {
    int tooMany = open.size() - settings.maxOpen();
    if (tooMany <= 0) return;
    open.entrySet().stream()
        .filter(entry -> entry.getValue().isAtRest())
        .sorted(Comparator.comparingLong(entry -> entry.getValue().usedAt))
        .limit(tooMany)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(space -> closeIf(space, Slot::isAtRest));
  }

  /** Within compute, so that an index is never closed while it is being leased. */
  private void closeIf(SpaceId space, java.util.function.Predicate<Slot> condition) {
    open.computeIfPresent(
        space,
        (id, slot) -> {
          if (!condition.test(slot)) return slot;
          try {
            slot.index.close();
          } catch (IOException | AlreadyClosedException | InternalError failed) {
            LOG.warn("closing the index of space {}: {}", id, Bare.name(failed));
          }
          return null;
        });
  }
}
