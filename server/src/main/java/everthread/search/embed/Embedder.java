package everthread.search.embed;

import java.util.List;

/**
 * Turns texts into vectors. Pure: the same text gives the same vectors. Thread-safe; blocks, and
 * may take a second for a batch.
 */
public interface Embedder extends AutoCloseable {

  EmbeddingModel model();

  /**
   * Vectors of passages, in order. What is longer than the model reads is cut at its end, so cut
   * with {@link Chunks} before.
   *
   * @throws everthread.problem.ProblemException {@code unavailable} when an endpoint does not
   *     answer
   */
  List<PassageVectors> passages(List<String> texts);

  /** Vectors of a question; errors as of {@link #passages}. */
  QuestionVectors question(String text);

  @Override
  void close();
}
