package everthread.search.lucene;

import everthread.search.embed.QuestionVectors;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The best by words and the nearest by meaning, each with both scores. One instance a question; not
 * thread-safe.
 */
final class Pool {
  private static final Place NOWHERE = new Place(new UUID(0, 0), null, null, false);

  private final IndexSearcher searcher;
  private final Columns columns;
  private final String model;
  private final byte[] question;
  private final LateInteraction late;
  private final Map<Integer, float[]> pieces = new LinkedHashMap<>();

  Pool(IndexSearcher searcher, Meaning meaning, QuestionVectors question) throws IOException {
    this.searcher = searcher;
    this.columns = new Columns(searcher);
    this.model = meaning.model();
    this.question = question.pooled();
    this.late = new LateInteraction(columns, model, question, meaning.tokenDimensions());
  }

  /**
   * All candidates.
   *
   * @param byWords the best, with their scores
   * @param nearest cosines by document
   * @param words scores those that are only near; null when no word of the question is known
   */
  List<Candidate> of(List<ScoreDoc> byWords, Map<Integer, Float> nearest, @Nullable Query words)
      throws IOException {
    // In the order of the documents, in which columns are read once.
    var scores = new TreeMap<Integer, Float>();
    for (var found : byWords) scores.put(found.doc, found.score);
    var onlyNear = new TreeSet<>(nearest.keySet());
    onlyNear.removeAll(scores.keySet());
    if (words != null) scores.putAll(Scores.of(searcher, words, onlyNear));
    for (var document : onlyNear) scores.putIfAbsent(document, 0f);

    var candidates = new ArrayList<Candidate>(scores.size());
    for (var entry : scores.entrySet()) {
      int document = entry.getKey();
      var near = nearest.get(document);
      candidates.add(
          new Candidate(
              document,
              Traits.decode(columns.number(Fields.TRAITS, document)),
              place(document),
              entry.getValue(),
              near == null ? cosine(document) : near,
              pieces(document)));
    }
    return candidates;
  }

  /** The word pieces' cosines of the message with this id; null when it is not here. */
  float @Nullable [] piecesOf(UUID message) throws IOException {
    int document = columns.withKey(Documents.messageKey(message));
    return document < 0 ? null : pieces(document);
  }

  /** Whether a message is by a speaker of this name. */
  boolean says(int document, String speaker) throws IOException {
    return columns.has(Fields.SPEAKER, speaker, document);
  }

  /** The day in UTC on which something was said. */
  LocalDate saidOn(int document) throws IOException {
    return Filters.day(columns.firstNumber(Fields.SAID, document));
  }

  private float[] pieces(int document) throws IOException {
    var known = pieces.get(document);
    if (known != null) return known;
    var made = late.of(document);
    pieces.put(document, made);
    return made;
  }

  private Place place(int document) throws IOException {
    BytesRef encoded = columns.bytes(Fields.PLACE, document);
    return encoded == null ? NOWHERE : Place.decode(encoded);
  }

  private float cosine(int document) throws IOException {
    float best = 0;
    int chunks = (int) columns.number(Fields.CHUNKS, document);
    for (int i = 1; i <= chunks; i++) {
      var vector = columns.vector(Fields.vector(model), document - i);
      if (vector != null) best = Math.max(best, VectorUtil.cosine(question, vector));
    }
    return best;
  }
}
