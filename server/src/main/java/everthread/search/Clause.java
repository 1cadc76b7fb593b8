package everthread.search;

import java.util.List;

/** A question, understood: what must, may and must not be in a hit. */
public sealed interface Clause {

  /** One run of characters between spaces; may turn out to be several words, or none. */
  record Word(String text) implements Clause {}

  /** Words side by side, as they are written. */
  record Phrase(String text) implements Clause {}

  /** Every word that begins so; the asterisk is not in it. */
  record Prefix(String text) implements Clause {}

  /**
   * Several clauses together.
   *
   * @param all each must match
   * @param any with {@code all} empty at least one must match; otherwise they only raise a hit
   * @param none none may match
   */
  record Group(List<Clause> all, List<Clause> any, List<Clause> none) implements Clause {
    public static final Group EMPTY = new Group(List.of(), List.of(), List.of());

    public Group {
      all = List.copyOf(all);
      any = List.copyOf(any);
      none = List.copyOf(none);
    }

    public boolean isEmpty() {
      return all.isEmpty() && any.isEmpty() && none.isEmpty();
    }
  }
}
