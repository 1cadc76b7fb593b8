package everthread.search.lucene;

import everthread.search.Clause;
import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;

/** What kind of question its clauses make. Pure. */
final class Clauses {
  private Clauses() {}

  /** Only words, joined by OR: then a window that matches is all that is needed to rank. */
  static boolean isPlain(Clause.Group question) {
    return question.all().isEmpty()
        && question.none().isEmpty()
        && question.any().stream().allMatch(clause -> clause instanceof Clause.Word);
  }

  /** Whether it says more than stop words. */
  static boolean hasContent(Clause clause) {
    return switch (clause) {
      case Clause.Group group ->
          group.all().stream().anyMatch(Clauses::hasContent)
              || group.any().stream().anyMatch(Clauses::hasContent);
      case Clause.Word word ->
          TextAnalysis.tokens(word.text()).stream()
              .anyMatch(token -> !StopWords.contains(token.exact()));
      case Clause.Phrase phrase -> true;
      case Clause.Prefix prefix -> true;
    };
  }
}
