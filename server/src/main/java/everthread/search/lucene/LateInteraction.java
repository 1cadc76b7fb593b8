package everthread.search.lucene;

import everthread.search.embed.QuestionVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/**
 * Compares a question with documents word piece by word piece: for each of the question's, the
 * cosine of the most alike one in the document (Khattab and Zaharia 2020, MaxSim). One instance a
 * question; not thread-safe.
 */
final class LateInteraction {
  /** Of a long message only so many chunks are compared; the first hold its subject. */
  private static final int CHUNKS = 4;

  private static final float UNIT = 127f * 127f;

  private final Columns columns;
  private final String field;
  private final int size;
  private final byte[][] question;
  private final byte[] passage;

  LateInteraction(Columns columns, String model, QuestionVectors question, int size) {
    this.columns = columns;
    this.field = Fields.tokens(model);
    this.size = size;
    this.passage = new byte[size];
    this.question = new byte[question.pieces().length][size];
    for (int i = 0; i < this.question.length; i++) {
      for (int j = 0; j < size; j++) {
        this.question[i][j] = (byte) Math.round(127 * question.tokens()[i * size + j]);
      }
    }
  }

  /**
   * For each of the question's word pieces its greatest cosine, 0 at least; all 0 for a document
   * without vectors.
   */
  float[] of(int document) throws IOException {
    var best = new int[question.length];
    int chunks = (int) columns.number(Fields.CHUNKS, document);
    for (int i = 0; i < Math.min(chunks, CHUNKS); i++) {
      var tokens = columns.bytes(field, document - chunks + i);
      if (tokens != null) compare(tokens, best);
    }
    var cosines = new float[best.length];
    for (int i = 0; i < best.length; i++) cosines[i] = best[i] / UNIT;
    return cosines;
  }

  /**
   * The piece of a chunk that is most like one of the question's.
   *
   * @param at how far into the chunk it stands, 0 to 1
   */
  record Match(double at, double cosine) {}

  /** One for each of the question's word pieces; empty for a chunk without vectors. */
  List<Match> matches(int chunk) throws IOException {
    var tokens = columns.bytes(field, chunk);
    int count = tokens == null ? 0 : tokens.length / size;
    if (tokens == null || count == 0) return List.of();
    var matches = new ArrayList<Match>();
    for (var piece : question) {
      int best = 0;
      int where = 0;
      for (int i = 0; i < count; i++) {
        System.arraycopy(tokens.bytes, tokens.offset + i * size, passage, 0, size);
        int like = VectorUtil.dotProduct(piece, passage);
        if (like > best) where = i;
        best = Math.max(best, like);
      }
      matches.add(new Match((where + 0.5) / count, best / (double) UNIT));
    }
    return matches;
  }

  private void compare(BytesRef tokens, int[] best) {
    for (int at = 0; at + size <= tokens.length; at += size) {
      System.arraycopy(tokens.bytes, tokens.offset + at, passage, 0, size);
      for (int i = 0; i < question.length; i++) {
        best[i] = Math.max(best[i], VectorUtil.dotProduct(question[i], passage));
      }
    }
  }
}
