package everthread.web.page;

import java.lang.Character.UnicodeScript;

/** Tells the language of a text where its script alone tells it, for {@code lang}. Pure. */
final class Languages {
  private static final int ENOUGH = 4;

  private Languages() {}

  /** A BCP 47 tag, or empty for Latin script, where the script tells nothing. */
  static String of(String text) {
    int han = 0;
    int kana = 0;
    int hangul = 0;
    int cyrillic = 0;
    int arabic = 0;
    var codePoints = text.codePoints().limit(2_000).toArray();
    for (int point : codePoints) {
      switch (UnicodeScript.of(point)) {
        case HAN -> han++;
        case HIRAGANA, KATAKANA -> kana++;
        case HANGUL -> hangul++;
        case CYRILLIC -> cyrillic++;
        case ARABIC -> arabic++;
        default -> {}
      }
    }
    if (kana >= ENOUGH) return "ja";
    if (hangul >= ENOUGH) return "ko";
    if (han >= ENOUGH) return "zh";
    if (arabic >= ENOUGH) return "ar";
    return cyrillic >= 2 * ENOUGH ? "ru" : "";
  }
}
