package everthread.search.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;

/** Finds the messages and memories whose chunks lie nearest to a question. Reads only. */
final class Nearest {
  private Nearest() {}

  /**
   * By document, the greatest cosine of its chunks; empty where there are no vectors.
   *
   * @param passing what a document must pass; asked of its chunks, which know it too
   */
  static Map<Integer, Float> of(
      IndexSearcher searcher, String model, byte[] question, Query passing, int count)
      throws IOException {
    // Looked at twice as many as are wanted, as models say so much more than people do.
    var query = new KnnByteVectorQuery(Fields.vector(model), question, 2 * count, passing);
    var found = List.of(searcher.search(query, 2 * count).scoreDocs);
    var columns = new Columns(searcher);
    var distances = columns.numbers(Fields.PARENT, found);
    var nearest = new TreeMap<Integer, Float>();
    for (int i = 0; i < distances.length; i++) {
      int parent = found.get(i).doc + (int) distances[i];
      // Lucene tells (1 + cosine) / 2.
      nearest.merge(parent, 2 * found.get(i).score - 1, Math::max);
    }
    var handicapped = new HashMap<Integer, Float>();
    for (var entry : nearest.entrySet()) {
      var traits = Traits.decode(columns.number(Fields.TRAITS, entry.getKey()));
      float handicap = Ranking.isByAPerson(traits) ? 0 : Ranking.NEARER_BY_A_MODEL;
      handicapped.put(entry.getKey(), entry.getValue() - handicap);
    }
    nearest.keySet().retainAll(best(handicapped, count));
    return nearest;
  }

  private static List<Integer> best(Map<Integer, Float> scores, int count) {
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Float>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }
}
