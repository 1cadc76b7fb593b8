package everthread.ingest;

import everthread.extract.Fact;
import everthread.extract.Turn;
import java.util.List;
import java.util.Optional;

/** Facts that take their time, from a language model. Blocks. */
public interface SlowFinder {
  /**
   * The facts of the last turn, beside those that the rules find; empty when the model could not be
   * asked and another time may do.
   */
  Optional<List<Fact>> facts(List<Turn> turns);
}
