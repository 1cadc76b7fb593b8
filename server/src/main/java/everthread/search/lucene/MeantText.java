package everthread.search.lucene;

import everthread.search.Clause;

/**
 * What of a question a model is to understand: all that is wanted, nothing that is barred. Pure.
 */
final class MeantText {
  private MeantText() {}

  static String of(Clause.Group question) {
    var text = new StringBuilder();
    add(question, text);
    return text.toString().strip();
  }

  private static void add(Clause clause, StringBuilder text) {
    switch (clause) {
      case Clause.Group group -> {
        for (var one : group.all()) add(one, text);
        for (var one : group.any()) add(one, text);
      }
      case Clause.Word word -> text.append(word.text()).append(' ');
      case Clause.Phrase phrase -> text.append(phrase.text()).append(' ');
      case Clause.Prefix prefix -> text.append(prefix.text()).append(' ');
    }
  }
}
