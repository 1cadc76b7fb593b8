package everthread;

import everthread.ingest.EmbedListener;
import everthread.ingest.EmbedWorker;
import everthread.ingest.EmbeddingQueue.Waiting;
import everthread.ingest.MeaningState;
import everthread.ingest.Quiet;
import everthread.search.embed.Embedder;
import everthread.search.embed.Embedders;
import everthread.search.embed.EmbeddingsChoice;
import everthread.search.embed.EmbeddingsChoice.Endpoint;
import everthread.search.embed.EndpointEmbedder;
import everthread.search.embed.EndpointEmbedder.Patience;
import everthread.space.SpaceId;
import everthread.store.pg.PgEmbeddingQueue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room of meaning, put together: which model is in use, and the thread that reads with it. The
 * model is opened when it is first needed, so the start does not wait for it.
 */
final class ReadingForMeaning implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingForMeaning.class);

  private final PgEmbeddingQueue queue;
  private final UnaryOperator<String> clean;
  private final @Nullable Embedder embedder;
  private volatile @Nullable EmbedWorker worker;

  /**
   * @param clean takes secrets out of what is sent to an endpoint
   * @throws StartFailure when the configured model cannot be used
   */
  ReadingForMeaning(Config config, PgEmbeddingQueue queue, UnaryOperator<String> clean) {
    this.queue = queue;
    this.clean = clean;
    this.embedder =
        switch (config.embeddings()) {
          case EmbeddingsChoice.Off off -> null;
          case EmbeddingsChoice.Local local -> local(config, local.name());
          case Endpoint endpoint -> remote(endpoint);
        };
  }

  private static Embedder local(Config config, String name) {
    try {
      return Embedders.local(name, config.home().resolve("cache"));
    } catch (IOException unusable) {
      throw new StartFailure(
          List.of("EVERTHREAD_EMBEDDINGS=" + name + " is no model that can be used here."));
    }
  }

  /** How long its vectors are is configured, or known from those that are kept, or asked later. */
  private Embedder remote(Endpoint endpoint) {
    LOG.info("every text is sent to {} to be read for meaning", endpoint.url().getAuthority());
    var dimensions = endpoint.dimensions();
    if (dimensions.isEmpty()) dimensions = EndpointEmbedder.dimensions(endpoint, queue.models());
    return EndpointEmbedder.of(endpoint, dimensions, Patience.USUAL, clean);
  }

  /** The model in use; empty when none is wanted. */
  Optional<Embedder> embedder() {
    return Optional.ofNullable(embedder);
  }

  /** Its id; empty when there is none, or while an endpoint has never answered yet. */
  Optional<String> model() {
    if (embedder instanceof EndpointEmbedder endpoint && !endpoint.isKnown()) {
      return Optional.empty();
    }
    return embedder().map(inUse -> inUse.model().id());
  }

  /** For the thread that reads: an endpoint that is not known yet is asked. */
  private Embedder open() {
    if (embedder instanceof EndpointEmbedder endpoint) endpoint.know();
    return embedder().orElseThrow();
  }

  /** Begins to read in the background, unless no model is wanted. */
  void start(Quiet quiet, EmbedListener listener) {
    if (embedder == null) return;
    var reading = new EmbedWorker(queue, this::open, quiet, listener);
    worker = reading;
    reading.start();
  }

  /** Says that a feed has grown. */
  void changed() {
    var reading = worker;
    if (reading != null) reading.wake();
  }

  MeaningState state(SpaceId space) {
    var reading = worker;
    var trouble = reading == null ? null : reading.trouble().orElse(null);
    var id = model();
    if (id.isEmpty()) return new MeaningState(null, 0, 0, trouble);
    var waiting = queue.waiting(space, id.get());
    return new MeaningState(id.get(), waiting.pending(), waiting.dead(), trouble);
  }

  /** Of all spaces together. */
  Optional<Waiting> waiting() {
    return model().map(queue::waiting);
  }

  @Override
  public void close() {
    var reading = worker;
    if (reading != null) reading.close();
    if (embedder != null) embedder.close();
  }
}
