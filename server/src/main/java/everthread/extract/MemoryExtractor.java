package everthread.extract;

import java.util.List;

/** Finds one kind of fact. Pure and thread-safe: the same turns give the same facts. */
public interface MemoryExtractor {

  /** Short and stable, such as "stated_name". */
  String name();

  /**
   * The facts that {@code turn} states.
   *
   * @param before the turns before it in the conversation, oldest first, for context only
   */
  List<Fact> extract(Turn turn, List<Turn> before);
}
