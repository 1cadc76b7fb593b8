package everthread.extract;

import java.util.List;

/**
 * Finds one kind of fact. Pure and thread-safe: the same utterance gives the same facts. One that
 * asks a model may block and may find nothing; it never fails because the model is not there.
 */
public interface MemoryExtractor {

  /** Short and stable, such as "stated_name". */
  String name();

  /** The facts that the utterance's turn states. */
  List<Fact> extract(Utterance utterance);

  /** Whether its facts are only wanted of a turn that gave no other. */
  default boolean isLastResort() {
    return false;
  }
}
