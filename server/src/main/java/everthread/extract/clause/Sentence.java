package everthread.extract.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One sentence of the person's own prose.
 *
 * @param text as it was written
 * @param words contractions written out; commas are words of their own
 * @param question whether it ends with a question mark
 */
public record Sentence(String text, List<String> words, boolean question) {
  /** Not after "vs." and the like, nor at a dot within a token. */
  private static final Pattern END =
      Pattern.compile(
          "(?<!\\b(?:vs|e\\.g|i\\.e|etc|Mr|Mrs|Ms|Dr|St|Jr|approx|no|p\\.m|a\\.m))[.](?=[\\s\"')\\]]|$)"
              + "|[!?\u3002\uff01\uff1f]+|\\.{2,}|\u2026|\\n|;\\s|:(?=\\s|$)|\\s[-\u2013\u2014]+\\s|\u2014|[()\\[\\]]"
              + "|\\s[:;=]-?[)(DPp]|\\b(?:lol|haha+|lmao)\\b|\\p{So}+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMA_IN_NUMBER = Pattern.compile("(?<=\\d),(?=\\d)");

  /** Stands for the comma of "5,000" while commas are split off; of Unicode's private use. */
  private static final String KEPT = "\uE000";

  private static final Pattern TOKEN = Pattern.compile(",|\"|[^\\s,\"]+");

  public Sentence {
    words = List.copyOf(words);
  }

  /** Sentences in their order; a bracket or a spaced dash ends one too. */
  public static List<Sentence> in(String prose) {
    var sentences = new ArrayList<Sentence>();
    var end = END.matcher(prose);
    int from = 0;
    while (end.find()) {
      add(sentences, prose.substring(from, end.start()), end.group());
      from = end.end();
    }
    add(sentences, prose.substring(from), "");
    return sentences;
  }

  private static void add(List<Sentence> sentences, String text, String end) {
    if (text.isBlank()) return;
    var words = tokens(Contractions.writtenOut(text));
    if (words.isEmpty()) return;
    var mark = end.matches("[.!?\u3002\uff01\uff1f]+") ? end : "";
    sentences.add(new Sentence(text.strip() + mark, words, end.matches(".*[?\uff1f].*")));
  }

  private static List<String> tokens(String text) {
    var words = new ArrayList<String>();
    var token = TOKEN.matcher(COMMA_IN_NUMBER.matcher(text).replaceAll(KEPT));
    while (token.find()) {
      var word = token.group().replace(KEPT, ",").replaceAll("^[*_~`'(<]+|[*_~`').>]+$", "");
      if (!word.isEmpty()) words.add(word);
    }
    return words;
  }

  /** Its words in lower case with single spaces. */
  public String lower() {
    return String.join(" ", words).toLowerCase(Locale.ROOT).replace(" ,", ",");
  }
}
