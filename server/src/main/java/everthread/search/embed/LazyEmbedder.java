package everthread.search.embed;

import everthread.problem.Bare;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is opened when it is first asked, so that nothing waits for it at the start. When
 * that fails it is unavailable for a minute. Thread-safe.
 */
final class LazyEmbedder implements Embedder {
  private static final Logger LOG = LoggerFactory.getLogger(LazyEmbedder.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  /** Opens the model; called again after a failure. */
  @FunctionalInterface
  interface Opening {
    Embedder open() throws IOException;
  }

  private final EmbeddingModel model;
  private final Opening opening;
  private volatile @Nullable Embedder opened;
  private boolean failed;
  private boolean closed;
  private long failedAt;

  LazyEmbedder(EmbeddingModel model, Opening opening) {
    this.model = model;
    this.opening = opening;
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public List<PassageVectors> passages(List<String> texts) {
    return opened().passages(texts);
  }

  @Override
  public QuestionVectors question(String text) {
    return opened().question(text);
  }

  private Embedder opened() {
    var there = opened;
    return there == null ? open() : there;
  }

  private synchronized Embedder open() {
    if (opened != null) return opened;
    if (closed || failed && System.nanoTime() - failedAt < PAUSE) throw unavailable();
    try {
      opened = opening.open();
      return opened;
    } catch (IOException unusable) {
      failed = true;
      failedAt = System.nanoTime();
      LOG.warn("the model {} cannot be opened; words answer alone", model.id(), Bare.of(unusable));
      throw unavailable();
    }
  }

  private static ProblemException unavailable() {
    return new ProblemException(new Problem.Unavailable("The embedding model does not answer."));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (opened != null) opened.close();
  }
}
