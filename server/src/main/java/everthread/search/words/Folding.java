package everthread.search.words;

import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/** Takes case, accents and width away (UTR #30), so that words meet however typed. Pure. */
final class Folding {
  /** Longer words (encoded blobs) are found by their beginning. */
  static final int MAX_LENGTH = 100;

  private Folding() {}

  /** The folded word without apostrophes and without an English possessive; may be empty. */
  static String fold(CharSequence word) {
    var folded = isAscii(word) ? lower(word) : ICUFoldingFilter.NORMALIZER.normalize(word);
    folded = folded.replace('’', '\'').replace('ʼ', '\'');
    if (folded.endsWith("'s")) folded = folded.substring(0, folded.length() - 2);
    if (folded.indexOf('\'') >= 0) folded = folded.replace("'", "");
    return folded.length() <= MAX_LENGTH ? folded : folded.substring(0, MAX_LENGTH);
  }

  private static boolean isAscii(CharSequence word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 128) return false;
    }
    return true;
  }

  private static String lower(CharSequence word) {
    var lower = new char[word.length()];
    for (int i = 0; i < lower.length; i++) {
      char c = word.charAt(i);
      lower[i] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return new String(lower);
  }
}
