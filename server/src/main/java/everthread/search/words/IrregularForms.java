package everthread.search.words;

import java.util.HashMap;
import java.util.Map;

/** English forms that no stemmer can reach: went is go, children is child. Pure. */
final class IrregularForms {
  private static final Map<String, String> BASES = read();

  private IrregularForms() {}

  /** The base form, or the word itself. */
  static String base(String word) {
    return BASES.getOrDefault(word, word);
  }

  private static Map<String, String> read() {
    var bases = new HashMap<String, String>();
    for (var line : WordList.lines("irregular-forms.txt")) {
      var words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) bases.put(words[i], words[0]);
    }
    return Map.copyOf(bases);
  }
}
