package everthread.search.lucene;

import everthread.feed.Change;
import everthread.search.Hits;
import everthread.search.IndexSource.Update;
import everthread.search.Query;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One building of a space's index, in a folder of its own, with the only writer to it. Its commits
 * say how far in the feed it has come; what came after a commit is applied again after a crash.
 * Searching is safe from any thread; applying is for one at a time.
 */
final class Generation implements Closeable {
  private static final double WRITE_BUFFER_MB = 32;

  private final Path folder;
  private final Meaning meaning;
  private final Directory directory;
  private final IndexWriter writer;
  private final Updates updates;
  private final SearcherManager searchers;
  private final Object committing = new Object();
  private final AtomicLong uncommitted = new AtomicLong();
  private volatile long position;
  private volatile String mark = "";
  private volatile String model;
  private volatile long visible = -1;
  private volatile boolean complete;
  private volatile boolean erased;
  private volatile long committedAt = System.nanoTime();
  private volatile long erasedAt;

  private Generation(Path folder, Meaning meaning, Directory directory, IndexWriter writer)
      throws IOException {
    this.folder = folder;
    this.meaning = meaning;
    this.model = meaning.model();
    this.directory = directory;
    this.writer = writer;
    this.updates = new Updates(writer, meaning);
    this.searchers = new SearcherManager(writer, new Similar());
  }

  /** An empty one. Complete only once {@link #complete()} is called. */
  static Generation create(Path folder, Meaning meaning) throws IOException {
    return open(folder, meaning, OpenMode.CREATE);
  }

  /**
   * One that was committed before.
   *
   * @throws IOException when it is damaged, missing, or was made in another way
   */
  static Generation open(Path folder, Meaning meaning) throws IOException {
    var generation = open(folder, meaning, OpenMode.APPEND);
    try {
      generation.readCommitted();
      return generation;
    } catch (IOException | IllegalArgumentException unusable) {
      generation.abandon();
      throw unusable;
    }
  }

  private static Generation open(Path folder, Meaning meaning, OpenMode mode) throws IOException {
    Files.createDirectories(folder);
    var directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, config(mode));
      return new Generation(folder, meaning, directory, writer);
    } catch (IOException | IllegalArgumentException unusable) {
      if (writer != null) writer.rollback();
      directory.close();
      throw unusable;
    }
  }

  private static IndexWriterConfig config(OpenMode mode) {
    var merging = new TieredMergePolicy();
    // What was erased must leave the files, however little of a segment it is.
    merging.setForceMergeDeletesPctAllowed(0);
    return new IndexWriterConfig()
        .setOpenMode(mode)
        .setSimilarity(Ranking.similarity())
        .setMergePolicy(merging)
        .setRAMBufferSizeMB(WRITE_BUFFER_MB)
        // A search that waits for its own write must not wait for merges too.
        .setMaxFullFlushMergeWaitMillis(0)
        .setCommitOnClose(false);
  }

  private void readCommitted() throws IOException {
    var committed = Committed.read(directory, folder);
    position = committed.position();
    mark = committed.mark();
    model = committed.model();
    erased = committed.erased();
    visible = position;
    complete = true;
  }

  Path folder() {
    return folder;
  }

  /** How many messages and memories are in it. */
  long documents() throws IOException {
    var searcher = searchers.acquire();
    try {
      int chunks = searcher.count(new TermQuery(new Term(Fields.CHUNK, "1")));
      return (long) searcher.getIndexReader().numDocs() - chunks;
    } finally {
      searchers.release(searcher);
    }
  }

  /** Whether what has vectors of the model in use has them here; so too when none is in use. */
  boolean fitsModel() {
    return meaning.model().isEmpty() || model.equals(meaning.model());
  }

  /** How far in the feed it has come. */
  long position() {
    return position;
  }

  /** How far in the feed searches see; behind {@link #position} until the next refresh. */
  long visible() {
    return visible;
  }

  /** False while it is being filled for the first time. */
  boolean isComplete() {
    return complete;
  }

  /** The mark of the change at its position, empty before the first. */
  String mark() {
    return mark;
  }

  /** Says that it was filled to its end. */
  void complete() {
    complete = true;
  }

  /** Says that a change and all before it have been applied. */
  void advanceTo(Change change) {
    // A commit between the two would name a mark that does not fit, and lead to one more building.
    synchronized (committing) {
      mark = change.mark();
      position = change.position();
    }
    uncommitted.incrementAndGet();
  }

  /** Puts in what there is and takes out what is gone. Safe to run twice. */
  void apply(Update update) throws IOException {
    // What is written without a model lacks its vectors later.
    if (meaning.model().isEmpty()) model = "";
    updates.put(update);
    uncommitted.addAndGet((long) update.messages().size() + update.memories().size());
    int gone = updates.remove(update);
    if (gone == 0) return;
    uncommitted.addAndGet(gone);
    erased = true;
    erasedAt = System.nanoTime();
  }

  /** Lets searches see what was applied; no fsync. */
  void refresh() throws IOException {
    long seen = position;
    searchers.maybeRefreshBlocking();
    visible = seen;
  }

  Hits search(Query query) throws IOException {
    var searcher = searchers.acquire();
    try {
      return new WordSearch(searcher, meaning).search(query);
    } finally {
      searchers.release(searcher);
    }
  }

  long uncommitted() {
    return uncommitted.get();
  }

  long nanosSinceCommit() {
    return System.nanoTime() - committedAt;
  }

  /** True when something that was taken out may still lie in the files. */
  boolean hasErased() {
    return erased;
  }

  long nanosSinceErased() {
    return System.nanoTime() - erasedAt;
  }

  /** Makes durable what was applied, and how far that is. */
  void commit() throws IOException {
    long counted = uncommitted.get();
    Committed now;
    synchronized (committing) {
      now = new Committed(position, mark, model, complete, erased);
    }
    writer.setLiveCommitData(now.told().entrySet());
    writer.commit();
    uncommitted.addAndGet(-counted);
    committedAt = System.nanoTime();
  }

  /** Rewrites what holds something taken out, so that its text is in no file any more. */
  void expunge() throws IOException {
    erased = false;
    try {
      writer.forceMergeDeletes(true);
    } catch (IOException failed) {
      erased = true;
      throw failed;
    }
    searchers.maybeRefreshBlocking();
    commit();
    writer.deleteUnusedFiles();
  }

  /** How much waits in memory to be written to files. */
  long bufferedBytes() {
    return writer.isOpen() ? writer.ramBytesUsed() : 0;
  }

  /** Writes what waits to files, without making it durable. */
  void flush() throws IOException {
    writer.flush();
  }

  /** Why the writer gave up, null when it did not. */
  @Nullable Throwable tragedy() {
    return writer.getTragicException();
  }

  /** Commits and lets go. Searches under way end in peace. */
  @Override
  public void close() throws IOException {
    try {
      if (writer.isOpen() && complete && uncommitted.get() > 0) commit();
    } finally {
      abandon();
    }
  }

  /** Lets go without a commit. */
  void abandon() throws IOException {
    searchers.close();
    writer.rollback();
    directory.close();
  }

  private static final class Similar extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
      var searcher = new IndexSearcher(reader);
      searcher.setSimilarity(Ranking.similarity());
      return searcher;
    }
  }
}
