package everthread.search.lucene;

import everthread.search.words.Token;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Queries of a document's own words, its neighbours' aside. Pure. */
final class OwnTerms {
  private OwnTerms() {}

  /** An identifier as it stands, or else all its parts. */
  static Query wholeOrParts(Token token) {
    var whole = new TermQuery(new Term(Fields.OWN, token.terms().getFirst()));
    if (token.terms().size() < 2) return whole;
    var parts = new BooleanQuery.Builder();
    for (var part : token.terms().subList(1, token.terms().size())) {
      parts.add(new TermQuery(new Term(Fields.OWN, part)), Occur.FILTER);
    }
    return new BooleanQuery.Builder()
        .add(whole, Occur.SHOULD)
        .add(parts.build(), Occur.SHOULD)
        .build();
  }

  /** Words side by side, as they are spelled. */
  static Query phrase(List<String> words) {
    if (words.size() == 1) return new TermQuery(new Term(Fields.EXACT, words.getFirst()));
    return new PhraseQuery(Fields.EXACT, words.toArray(String[]::new));
  }
}
