package everthread.search.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import everthread.search.words.StopWords;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Cuts texts into the word pieces that a model knows. Thread-safe. */
final class WordPieces implements AutoCloseable {
  /** What the models here read at once; what comes behind is cut off. */
  private static final int LONGEST = 512;

  private final HuggingFaceTokenizer tokenizer;

  WordPieces(ModelFiles.Source file) throws IOException {
    try (var in = file.open()) {
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              in,
              Map.of(
                  "truncation", "true",
                  "maxLength", Integer.toString(LONGEST),
                  "padding", "false"));
    }
  }

  /**
   * A text as the model reads it.
   *
   * @param ids of all pieces, marks and prefix included
   * @param kept places in {@code ids} of those that tell something, in order
   */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one run of the model.
  record Cut(long[] ids, int[] kept) {}

  /** Without marks, prefix, stop words and punctuation; with all of its own if those are all. */
  Cut cut(String prefix, String text) {
    int before = 1 + pieces(prefix);
    var encoding = tokenizer.encode(prefix + text);
    var ids = encoding.getIds();
    var kept = new int[ids.length];
    int count = 0;
    for (int at = before; at < ids.length - 1; at++) if (tells(encoding, at)) kept[count++] = at;
    if (count == 0) for (int at = before; at < ids.length - 1; at++) kept[count++] = at;
    return new Cut(ids, Arrays.copyOf(kept, count));
  }

  private int pieces(String prefix) {
    return prefix.isEmpty() ? 0 : tokenizer.encode(prefix).getIds().length - 2;
  }

  private static boolean tells(Encoding encoding, int at) {
    var piece = bare(encoding.getTokens()[at]);
    if (piece.codePoints().noneMatch(Character::isLetterOrDigit)) return false;
    if (encoding.getSpecialTokenMask()[at] == 1) return false;
    return !isWhole(encoding, at) || !StopWords.contains(piece);
  }

  /** Whether a piece is a word by itself. */
  private static boolean isWhole(Encoding encoding, int at) {
    var words = encoding.getWordIds();
    return words[at] != words[at - 1] && words[at] != words[at + 1];
  }

  /** Without the signs by which tokenizers tell where a word begins or goes on. */
  private static String bare(String piece) {
    if (piece.startsWith("##")) return piece.substring(2);
    return piece.startsWith("▁") ? piece.substring(1) : piece;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
