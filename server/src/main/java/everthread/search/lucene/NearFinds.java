package everthread.search.lucene;

import everthread.search.embed.QuestionVectors;
import everthread.search.lucene.Finds.Find;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.VectorUtil;

/**
 * Where a text that shares no word with the question says what is like it: about where the word
 * pieces stand that are most like the question's. Nothing is marked there. Reads only; one instance
 * a question, not thread-safe.
 */
final class NearFinds {
  private final Columns columns;
  private final String model;
  private final QuestionVectors question;
  private final float[] weights;
  private final LateInteraction late;

  NearFinds(IndexReader reader, Columns columns, Meaning meaning, QuestionVectors question)
      throws IOException {
    this.columns = columns;
    this.model = meaning.model();
    this.question = question;
    this.weights = PieceWeights.of(reader, meaning, question);
    this.late = new LateInteraction(columns, model, question, meaning.tokenDimensions());
  }

  /**
   * In the chunk that is nearest as a whole, in their order.
   *
   * @param length of the document's text
   */
  List<Find> of(int document, int length) throws IOException {
    int first = document - (int) columns.number(Fields.CHUNKS, document);
    int nearest = -1;
    float best = -1;
    for (int chunk = first; chunk < document; chunk++) {
      var vector = columns.vector(Fields.vector(model), chunk);
      float cosine = vector == null ? -1 : VectorUtil.cosine(question.pooled(), vector);
      if (cosine > best) nearest = chunk;
      best = Math.max(best, cosine);
    }
    if (nearest < 0) return List.of();
    int from = (int) columns.number(Fields.FROM, nearest);
    int to = nearest + 1 < document ? (int) columns.number(Fields.FROM, nearest + 1) : length;
    return finds(nearest, Math.min(from, length), Math.min(to, length));
  }

  private List<Find> finds(int chunk, int from, int to) throws IOException {
    var finds = new ArrayList<Find>();
    var matches = late.matches(chunk);
    for (int i = 0; i < matches.size(); i++) {
      var match = matches.get(i);
      int place = from + (int) (match.at() * (to - from));
      finds.add(new Find(place, place, "piece " + i, (float) (weights[i] * match.cosine())));
    }
    finds.sort(Comparator.comparingInt(Find::start));
    return finds;
  }
}
