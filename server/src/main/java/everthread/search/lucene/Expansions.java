package everthread.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The words of an index that begin in a given way. Bounded, so that {@code a*} costs no more. */
final class Expansions {
  private static final int LOOKED_AT = 1_000;
  private static final int KEPT = 32;

  private Expansions() {}

  /** The most common ones among the first thousand. */
  static List<String> of(String beginning, IndexReader reader) throws IOException {
    record Word(String text, int frequency) {}
    var terms = MultiTerms.getTerms(reader, Fields.EXACT);
    if (terms == null) return List.of();
    var prefix = new BytesRef(beginning);
    var all = terms.iterator();
    if (all.seekCeil(prefix) == SeekStatus.END) return List.of();

    var words = new ArrayList<Word>();
    var term = all.term();
    while (term != null && StringHelper.startsWith(term, prefix) && words.size() < LOOKED_AT) {
      words.add(new Word(term.utf8ToString(), all.docFreq()));
      term = all.next();
    }
    words.sort(Comparator.comparingInt(Word::frequency).reversed());
    return words.stream().limit(KEPT).map(Word::text).toList();
  }
}
