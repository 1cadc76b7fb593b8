package everthread.supersession;

import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** In what form two wordings of one statement are the same. Pure. */
public final class Sense {
  private static final Set<String> EMPTY =
      Set.of(
          "a",
          "an",
          "the",
          "is",
          "are",
          "am",
          "be",
          "been",
          "has",
          "have",
          "very",
          "really",
          "currently",
          "also",
          "just",
          "quite",
          "so",
          "their",
          "his",
          "her",
          "its",
          "my",
          "our",
          "own");
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "favourite",
          "favorite",
          "colour",
          "color",
          "flavour",
          "flavor",
          "neighbour",
          "neighbor",
          "postgresql",
          "postgres",
          "organise",
          "organize",
          "theatre",
          "theater",
          "centre",
          "center",
          "grey",
          "gray",
          "javascript",
          "js");

  private Sense() {}

  /**
   * The words in their order without those that add nothing, endings and spellings made alike.
   * Tense, negation and what stands before what are kept: "moved from Bonn to Ulm" is not its
   * opposite.
   */
  public static String of(String statement) {
    var words = new ArrayList<String>();
    for (var word :
        statement
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\u2018\u2019']s?\\b", "")
            .split("[^\\p{L}\\p{N}+#.%$€£/:-]+", -1)) {
      var bare = word.replaceAll("^[.:/-]+|[.:/-]+$", "");
      if (!bare.isEmpty() && !EMPTY.contains(bare)) words.add(form(bare));
    }
    return String.join(" ", words);
  }

  private static String form(String word) {
    var known = SPELLINGS.getOrDefault(word, word);
    if (known.length() < 4 || !known.matches("[a-z]+")) return known;
    if (known.endsWith("ies")) return known.substring(0, known.length() - 3) + "y";
    boolean plural = known.endsWith("s") && !known.matches(".*(?:ss|us|is|ics)");
    return plural ? known.substring(0, known.length() - 1) : known;
  }

  /**
   * The stems of what it is about, in any order: two memories that share it are likely to say the
   * same, but a person has to look.
   */
  public static String gist(String statement) {
    var stems = new TreeSet<String>();
    for (var token : TextAnalysis.tokens(statement)) {
      if (!StopWords.contains(token.exact()) || NEGATION.contains(token.exact())) {
        stems.addAll(token.terms());
      }
    }
    return String.join(" ", stems);
  }

  private static final Set<String> NEGATION =
      Set.of("no", "not", "dont", "doesnt", "isnt", "cant", "wont");
}
