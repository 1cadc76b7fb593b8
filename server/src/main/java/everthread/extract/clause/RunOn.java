package everthread.extract.clause;

import java.util.List;

/** Sentences that follow each other without a mark: "I am Amy I hate clowns". Pure. */
final class RunOn {
  private RunOn() {}

  /** Whether a new sentence about the speaker begins; after "the book" or "when" it is none. */
  static boolean beginsAt(List<String> words, int i, int from) {
    return i >= from + 3
        && i + 2 < words.size()
        && words.get(i).equals("I")
        && Words.RUN_ON_VERBS.contains(words.get(i + 1))
        && !Words.CONNECTED.contains(words.get(i - 1));
  }
}
