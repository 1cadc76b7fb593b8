package everthread.search.lucene;

import everthread.search.embed.QuestionVectors;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/** How much each word piece of a question tells: the rarer, the more. */
final class PieceWeights {
  private PieceWeights() {}

  /** One for each of the question's pieces. */
  static float[] of(IndexReader reader, Meaning meaning, QuestionVectors question)
      throws IOException {
    var field = Fields.pieces(meaning.model());
    int documents = reader.getDocCount(field);
    var weights = new float[question.pieces().length];
    for (int i = 0; i < weights.length; i++) {
      int frequency = reader.docFreq(new Term(field, Integer.toString(question.pieces()[i])));
      weights[i] =
          meaning.has(Signal.RARE_PIECES) ? (float) Statistics.weight(frequency, documents) : 1;
    }
    return weights;
  }
}
