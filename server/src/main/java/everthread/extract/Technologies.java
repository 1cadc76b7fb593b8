package everthread.extract;

import everthread.extract.clause.Words;
import java.util.List;

/** Knows the names of tools and technologies. Pure. */
final class Technologies {
  private Technologies() {}

  /** Whether one is named; a name that is a common word too ("go", "rest") counts in capitals. */
  static boolean anyIn(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      int length = Words.TECHNOLOGIES.lengthAt(words, i);
      if (length == 0) continue;
      boolean ambiguous = length == 1 && Words.AMBIGUOUS_TECHNOLOGIES.contains(words.get(i));
      if (!ambiguous || Judgement.isCapitalized(words.get(i))) return true;
    }
    return false;
  }
}
