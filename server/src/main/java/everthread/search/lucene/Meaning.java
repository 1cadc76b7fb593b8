package everthread.search.lucene;

import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.embed.Embedder;
import everthread.search.embed.QuestionVectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an index knows of meaning: a model that makes vectors of questions, remembered for a while,
 * and the signals that are switched off. Where there is no model, or it does not answer, words
 * answer alone. Thread-safe.
 */
public final class Meaning {
  private static final Logger LOG = LoggerFactory.getLogger(Meaning.class);
  private static final int REMEMBERED = 256;

  /** Of a longer question only so much is understood by meaning. */
  private static final int LONGEST = 2_000;

  public static final Meaning NONE = new Meaning(null, Set.of());

  private final @Nullable Embedder embedder;
  private final Set<Signal> without;
  private final Map<String, QuestionVectors> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QuestionVectors> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Meaning(@Nullable Embedder embedder, Set<Signal> without) {
    this.embedder = embedder;
    this.without = Set.copyOf(without);
  }

  public static Meaning by(Embedder embedder) {
    return new Meaning(embedder, Set.of());
  }

  /** The same without some of the signals, to measure what they bring. */
  public static Meaning by(Embedder embedder, Set<Signal> without) {
    return new Meaning(embedder, without);
  }

  /** Id of the model, empty when there is none. */
  String model() {
    return embedder == null ? "" : embedder.model().id();
  }

  int tokenDimensions() {
    return embedder == null ? 0 : embedder.model().tokenDimensions();
  }

  boolean has(Signal signal) {
    return !without.contains(signal);
  }

  /** A question's vectors; empty when there is no model or it does not answer. */
  Optional<QuestionVectors> of(String question) {
    if (embedder == null) return Optional.empty();
    var text = Window.cut(question, LONGEST);
    synchronized (remembered) {
      var known = remembered.get(text);
      if (known != null) return Optional.of(known);
    }
    try {
      var vectors = embedder.question(text);
      synchronized (remembered) {
        remembered.put(text, vectors);
      }
      return Optional.of(vectors);
    } catch (ProblemException unavailable) {
      LOG.debug("words answer alone: {}", Bare.name(unavailable));
      return Optional.empty();
    }
  }
}
