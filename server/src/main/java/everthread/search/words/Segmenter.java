package everthread.search.words;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Parts a text into words by Unicode's rules (UAX #29), and by ICU's dictionaries where words are
 * written together. Runs of ASCII between spaces take a short way with the same outcome. Not
 * thread-safe.
 */
final class Segmenter {
  private static final String IDEOGRAPHIC =
      StandardTokenizer.TOKEN_TYPES[StandardTokenizer.IDEOGRAPHIC];
  private static final String HANGUL = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.HANGUL];
  private static final String HIRAGANA = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.HIRAGANA];
  private static final String KATAKANA = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.KATAKANA];

  private final ICUTokenizer icu = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
  private final OffsetAttribute offset = icu.addAttribute(OffsetAttribute.class);
  private final TypeAttribute type = icu.addAttribute(TypeAttribute.class);

  /** The segments that hold a letter, digit or emoji, in order. */
  List<Segment> segments(String text) {
    var segments = new ArrayList<Segment>(text.length() / 5 + 1);
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean ascii = true;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        ascii &= text.charAt(end) < 128;
        end++;
      }
      if (ascii) AsciiSegments.add(text, at, end, segments);
      else addByIcu(text, at, end, segments);
      at = end + 1;
    }
    return segments;
  }

  /** Every way of parting, by ICU alone; what the short way is held against. */
  List<Segment> byIcuAlone(String text) {
    var segments = new ArrayList<Segment>();
    addByIcu(text, 0, text.length(), segments);
    return segments;
  }

  private void addByIcu(String text, int from, int to, List<Segment> segments) {
    try {
      icu.setReader(new StringReader(text.substring(from, to)));
      icu.reset();
      while (icu.incrementToken()) {
        addWithoutColons(
            text, from + offset.startOffset(), from + offset.endOffset(), ideographic(), segments);
      }
      icu.end();
      icu.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private boolean ideographic() {
    var name = type.type();
    return name.equals(IDEOGRAPHIC)
        || name.equals(HANGUL)
        || name.equals(HIRAGANA)
        || name.equals(KATAKANA);
  }

  /** ICU keeps {@code key:value} together; a person who looks for the value does not. */
  private static void addWithoutColons(
      String text, int start, int end, boolean ideographic, List<Segment> segments) {
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i < end && text.charAt(i) != ':' && text.charAt(i) != ';') continue;
      if (!isLines(text, from, i)) segments.add(new Segment(from, i, ideographic));
      from = i + 1;
    }
  }

  /** Nothing, or only underscores. */
  private static boolean isLines(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '_') return false;
    }
    return true;
  }
}
