package everthread.search.lucene;

import everthread.search.words.Token;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Feeds the unstemmed words of some texts to an index, the parts of an identifier at the
 * identifier's place. Between two texts lies a gap that no phrase reaches over.
 */
final class ExactTerms extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private static final int GAP = 100;

  private final Iterator<List<Token>> texts;
  private Iterator<Token> tokens = List.<Token>of().iterator();
  private Iterator<String> parts = List.<String>of().iterator();

  ExactTerms(List<List<Token>> texts) {
    this.texts = texts.iterator();
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (parts.hasNext()) {
      term.setEmpty().append(parts.next());
      step.setPositionIncrement(0);
      return true;
    }
    while (!tokens.hasNext()) {
      if (!texts.hasNext()) return false;
      tokens = texts.next().iterator();
      step.setPositionIncrement(GAP);
    }
    var token = tokens.next();
    parts = token.parts().iterator();
    term.setEmpty().append(token.exact());
    return true;
  }
}
