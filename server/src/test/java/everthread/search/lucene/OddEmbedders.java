package everthread.search.lucene;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.search.embed.Embedder;
import everthread.search.embed.EmbeddingModel;
import everthread.search.embed.PassageVectors;
import everthread.search.embed.QuestionVectors;
import java.util.List;

/** Models that do one thing otherwise. */
final class OddEmbedders {
  private OddEmbedders() {}

  /** Never answers. */
  record Mute(EmbeddingModel model) implements Embedder {
    @Override
    public List<PassageVectors> passages(List<String> texts) {
      throw new ProblemException(new Problem.Unavailable("does not answer"));
    }

    @Override
    public QuestionVectors question(String text) {
      throw new ProblemException(new Problem.Unavailable("does not answer"));
    }

    @Override
    public void close() {}
  }

  /** The same by another name. */
  record Renamed(Embedder embedder) implements Embedder {
    @Override
    public EmbeddingModel model() {
      return new EmbeddingModel("another/128", 384, 128);
    }

    @Override
    public List<PassageVectors> passages(List<String> texts) {
      return embedder.passages(texts);
    }

    @Override
    public QuestionVectors question(String text) {
      return embedder.question(text);
    }

    @Override
    public void close() {}
  }

  static final class Counted implements Embedder {
    private final Embedder embedder;
    int questions;

    Counted(Embedder embedder) {
      this.embedder = embedder;
    }

    @Override
    public EmbeddingModel model() {
      return embedder.model();
    }

    @Override
    public List<PassageVectors> passages(List<String> texts) {
      return embedder.passages(texts);
    }

    @Override
    public QuestionVectors question(String text) {
      questions++;
      return embedder.question(text);
    }

    @Override
    public void close() {}
  }
}
