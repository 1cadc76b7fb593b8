package everthread.search.words;

import java.util.HashMap;
import java.util.Map;

/**
 * English forms that no stemmer can reach: went is go, children is child. And names that only look
 * like plurals: news, iOS, DNS. Pure.
 */
final class IrregularForms {
  private static final Map<String, String> BASES = read();

  private IrregularForms() {}

  /** The base form, or the word itself. */
  static String base(String word) {
    return BASES.getOrDefault(word, word);
  }

  /** Whether a word must not be stemmed. */
  static boolean stays(String word) {
    return word.equals(BASES.get(word));
  }

  private static Map<String, String> read() {
    var bases = new HashMap<String, String>();
    for (var line : WordList.lines("irregular-forms.txt")) {
      var words = line.split(" ", -1);
      if (words.length == 1) bases.put(words[0], words[0]);
      for (int i = 1; i < words.length; i++) bases.put(words[i], words[0]);
    }
    return Map.copyOf(bases);
  }
}
