package everthread.ingest;

import everthread.extract.Fact;
import everthread.extract.Turn;
import java.util.List;

/** What extraction offers to the pipeline. Pure. */
public interface FactFinder {

  /** The facts that the turns of one conversation state, each naming its turn. */
  List<Fact> facts(List<Turn> turns);
}
