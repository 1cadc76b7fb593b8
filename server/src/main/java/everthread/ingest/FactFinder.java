package everthread.ingest;

import everthread.extract.Fact;
import everthread.extract.Turn;
import java.util.List;

/** What extraction offers to the pipeline. Pure. */
public interface FactFinder {

  /** The facts that a turn states; the turns before it are for context. */
  List<Fact> facts(Turn turn, List<Turn> before);
}
