package everthread.bench.size;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of question, as each of the three is asked it.
 *
 * @param words what is looked for; side by side in a phrase, else joined by OR
 * @param until a message's number: only one site's messages said before it are wanted; null: all
 */
record Question(String name, List<String> words, boolean phrase, @Nullable Integer until) {

  /** The six kinds of the table, for a corpus of so many messages. */
  static List<Question> all(int count) {
    var common = Words.word(5);
    return List.of(
        new Question("rare word", List.of(Words.word(9_500)), false, null),
        new Question("common word", List.of(common), false, null),
        new Question(
            "three words", List.of(Words.word(3), Words.word(90), Words.word(900)), false, null),
        new Question(
            "six words OR",
            List.of(
                Words.word(3),
                Words.word(5),
                Words.word(300),
                Words.word(800),
                Words.word(9_000),
                Words.word(20_000)),
            false,
            null),
        new Question("phrase", Words.pair(count / 2), true, null),
        new Question("common word, one site and time", List.of(common), false, count / 2));
  }

  private String typed() {
    var plain = String.join(" ", words);
    return phrase ? '"' + plain + '"' : plain;
  }

  /** The path of the call over HTTP, ten hits by words. */
  String path() {
    var filters = until == null ? "" : "&site=claude&to=" + encoded(Words.said(until).toString());
    return "/v1/search?mode=words&limit=10&q=" + encoded(typed()) + filters;
  }

  /** The same for FTS5. */
  String match() {
    return phrase ? typed() : String.join(" OR ", words);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
