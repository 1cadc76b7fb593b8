package everthread.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** Orders the best by words by the further signals of {@link Ranking}, and folds copies. */
final class Candidates {
  private Candidates() {}

  /**
   * The first {@link Ranking#CANDIDATES} weighed anew, the rest after them as they were; of
   * documents with the same words only the best. The same for every page of an answer.
   *
   * @param question false where only a few words are looked up
   */
  static List<ScoreDoc> ranked(IndexSearcher searcher, ScoreDoc[] found, boolean question)
      throws IOException {
    var best = List.of(found).subList(0, Math.min(found.length, Ranking.CANDIDATES));
    var traits = new Columns(searcher).numbers(Fields.TRAITS, best);
    var weighed = new ArrayList<ScoreDoc>(found.length);
    for (int i = 0; i < traits.length; i++) {
      float factor = Ranking.factor(Traits.decode(traits[i]), question);
      weighed.add(new ScoreDoc(found[i].doc, found[i].score * factor));
    }
    weighed.sort(
        Comparator.<ScoreDoc>comparingDouble(document -> -document.score)
            .thenComparingInt(document -> document.doc));
    float floor = weighed.isEmpty() ? 0 : weighed.getLast().score;
    for (int i = traits.length; i < found.length; i++) {
      weighed.add(new ScoreDoc(found[i].doc, Math.min(found[i].score, floor)));
    }
    return withoutCopies(searcher, weighed);
  }

  /** Of documents with the same words only the first. */
  static List<ScoreDoc> withoutCopies(IndexSearcher searcher, List<ScoreDoc> documents)
      throws IOException {
    var fingerprints = new Columns(searcher).numbers(Fields.FINGERPRINT, documents);
    var seen = new HashSet<Long>();
    var kept = new ArrayList<ScoreDoc>(documents.size());
    for (int i = 0; i < fingerprints.length; i++) {
      if (fingerprints[i] == 0 || seen.add(fingerprints[i])) kept.add(documents.get(i));
    }
    return kept;
  }
}
