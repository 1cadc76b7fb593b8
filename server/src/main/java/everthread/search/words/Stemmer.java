package everthread.search.words;

import org.tartarus.snowball.ext.PorterStemmer;

/**
 * Brings English words to the form that their relatives share: irregular forms to their base, then
 * Porter's stem, then one step that Porter lacks. Words of other scripts, and those with digits,
 * stay as they are. Not thread-safe.
 */
final class Stemmer {
  private final PorterStemmer porter = new PorterStemmer();

  /** The stem of a folded word. */
  String stem(String word) {
    if (word.length() < 3 || word.length() > 40 || !isLatin(word)) return word;
    if (IrregularForms.stays(word)) return word;
    porter.setCurrent(IrregularForms.base(word));
    porter.stem();
    return withoutFinalY(porter.getCurrent());
  }

  /**
   * Porter takes {@code -ic}, {@code -ical} and {@code -ist} off but leaves the {@code -y} (as
   * {@code i}) of the noun beside them, so that allergic and allergy, biological and biology,
   * historic and history do not meet. It goes where those families end so: after g, m, p, ph, and
   * after r in longer stems; not after c, n or t (policy, county, party, treaty).
   */
  private static String withoutFinalY(String stem) {
    int last = stem.length() - 1;
    if (last < 5 || stem.charAt(last) != 'i') return stem;
    char before = stem.charAt(last - 1);
    boolean family =
        before == 'g'
            || before == 'm'
            || before == 'p'
            || before == 'h'
            || before == 'r' && last > 5;
    return family ? stem.substring(0, last) : stem;
  }

  private static boolean isLatin(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c < 'a' || c > 'z') return false;
    }
    return true;
  }
}
