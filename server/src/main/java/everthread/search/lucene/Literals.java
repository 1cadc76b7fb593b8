package everthread.search.lucene;

import java.util.regex.Pattern;

/** Tells identifiers, paths and codes, which a model does not know, from words. Pure. */
final class Literals {
  private static final Pattern CODE =
      Pattern.compile(
          "\\p{L}_|_\\p{L}|[/\\\\]\\p{L}|::|\\(\\)|\\p{Ll}\\p{Lu}|\\p{L}\\.\\p{L}"
              + "|\\p{L}{2,}-?\\d{2,}|\\p{L}\\d{3,}|\\d\\.\\d+\\.\\d");

  private Literals() {}

  static boolean isCode(String word) {
    return CODE.matcher(word).find();
  }

  /** Whether it has a letter that is not Latin; the models here were taught in English. */
  static boolean isForeign(String word) {
    return word.codePoints()
        .anyMatch(
            c ->
                Character.isLetter(c)
                    && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN);
  }
}
