package everthread.search.lucene;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Feeds ready-counted terms to an index, or each just once where counts are not kept. */
final class CountedTerms extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
  private final Iterator<Map.Entry<String, int[]>> counts;

  private final boolean counted;

  CountedTerms(Map<String, int[]> counts, boolean counted) {
    this.counts = counts.entrySet().iterator();
    this.counted = counted;
  }

  @Override
  public boolean incrementToken() {
    if (!counts.hasNext()) return false;
    clearAttributes();
    var next = counts.next();
    term.setEmpty().append(next.getKey());
    frequency.setTermFrequency(counted ? next.getValue()[0] : 1);
    return true;
  }
}
