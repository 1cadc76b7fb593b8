package everthread.search.lucene;

import everthread.search.words.TextAnalysis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/** Who speaks in a dialogue, and whom a question names. Pure but for the index that it asks. */
final class Speakers {
  /** Of a question only so many words are taken for names. */
  private static final int WORDS = 64;

  private Speakers() {}

  /** The words of a speaker's name, folded. */
  static List<String> names(@Nullable String author) {
    if (author == null) return List.of();
    var names = new LinkedHashSet<String>();
    for (var token : TextAnalysis.tokens(author)) names.add(token.exact());
    return List.copyOf(names);
  }

  /** The speaker whom a question names, null when it names none or several. */
  static @Nullable String named(String question, IndexReader reader) throws IOException {
    var found = new ArrayList<String>();
    var tokens = TextAnalysis.tokens(question);
    for (var token : tokens.subList(0, Math.min(tokens.size(), WORDS))) {
      var name = possessor(token.exact());
      boolean known = reader.docFreq(new Term(Fields.SPEAKER, name)) > 0;
      if (known && !found.contains(name)) found.add(name);
    }
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static String possessor(String word) {
    return word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
  }
}
