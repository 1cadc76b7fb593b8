package everthread.search.lucene;

import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.embed.Embedder;
import everthread.search.embed.QuestionVectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

  public static final Meaning NONE = new Meaning(Optional::empty, Set.of());

  private final Supplier<Optional<Embedder>> embedder;
  private final Set<Signal> without;
  private final Map<String, QuestionVectors> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QuestionVectors> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Meaning(Supplier<Optional<Embedder>> embedder, Set<Signal> without) {
    this.embedder = embedder;
    this.without = Set.copyOf(without);
  }

  public static Meaning by(Embedder embedder) {
    return by(embedder, Set.of());
  }

  /** The same without some of the signals, to measure what they bring. */
  public static Meaning by(Embedder embedder, Set<Signal> without) {
    return new Meaning(() -> Optional.of(embedder), without);
  }

  /**
   * By a model that may not be there yet.
   *
   * @param known asked each time; empty until it can tell which model it is
   */
  public static Meaning byWhatIsKnown(Supplier<Optional<Embedder>> known) {
    return new Meaning(known, Set.of());
  }

  /** Id of the model, empty when there is none. */
  String model() {
    return embedder.get().map(known -> known.model().id()).orElse("");
  }

  int tokenDimensions() {
    return embedder.get().map(known -> known.model().tokenDimensions()).orElse(0);
  }

  boolean has(Signal signal) {
    return !without.contains(signal);
  }

  /** A question's vectors; empty when there is no model or it does not answer. */
  Optional<QuestionVectors> of(String question) {
    var known = embedder.get();
    if (known.isEmpty()) return Optional.empty();
    var text = Window.cut(question, LONGEST);
    synchronized (remembered) {
      var made = remembered.get(text);
      if (made != null) return Optional.of(made);
    }
    try {
      var vectors = known.get().question(text);
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
