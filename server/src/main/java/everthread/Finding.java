package everthread;

import everthread.ingest.CleanText;
import everthread.ingest.Indexer;
import everthread.ingest.Precedence;
import everthread.ingest.Quiet;
import everthread.search.lucene.LuceneIndexes;
import everthread.search.lucene.Meaning;
import everthread.space.SpaceId;
import everthread.store.pg.PgChangeFeed;
import everthread.store.pg.PgEmbeddingQueue;
import everthread.store.pg.PgIndexSource;
import everthread.vitals.EmbedMeter;
import everthread.vitals.IndexMeter;
import everthread.vitals.MeteredSearch;
import java.nio.file.Path;

/**
 * What makes the store searchable, put together: the indexes, their thread, and the reading for
 * meaning.
 */
final class Finding {
  private final Path folder;
  private final Observation observation;
  private final LuceneIndexes lucene;
  private final MeteredSearch index;
  private final Indexer indexer;
  private final ReadingForMeaning meaning;

  /** Builds it; nothing runs before {@link #start}. */
  Finding(
      Config config,
      OpenDatabase open,
      PgChangeFeed feed,
      CleanText clean,
      Precedence precedence,
      Observation observation,
      Parts parts) {
    this.observation = observation;
    this.folder = config.home().resolve("index");
    var embeddings = new PgEmbeddingQueue(open.database(), feed);
    if (open.alone()) embeddings.releaseAll();
    this.meaning = new ReadingForMeaning(config, embeddings, clean::clean);
    parts.add(meaning::close);
    this.lucene =
        new LuceneIndexes(
            folder,
            feed,
            new PgIndexSource(open.database(), meaning::model),
            LuceneIndexes.Settings.DEFAULT,
            meaning.embedder().map(Meaning::by).orElse(Meaning.NONE));
    parts.add(lucene::close);
    lucene.listen(new IndexMeter(observation.metrics, observation.troubles));
    this.index = new MeteredSearch(lucene, observation.metrics);
    this.indexer = new Indexer(feed, index, precedence);
    parts.add(indexer::close);
    feed.onAppend(
        space -> {
          indexer.changed(space);
          meaning.changed();
        });
  }

  /** Begins to index and, while the server is quiet, to read for meaning. */
  void start(Quiet quiet) {
    indexer.start();
    var meter = new EmbedMeter(observation.metrics, observation.troubles);
    meter.show(observation.metrics, meaning::waiting);
    meaning.start(quiet, meter);
  }

  LuceneIndexes lucene() {
    return lucene;
  }

  MeteredSearch index() {
    return index;
  }

  Indexer indexer() {
    return indexer;
  }

  ReadingForMeaning meaning() {
    return meaning;
  }

  /** Bytes that a space's index takes. */
  long bytes(SpaceId space) {
    return FolderSize.bytes(folder.resolve(space.toString()));
  }
}
