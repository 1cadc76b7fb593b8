package everthread.bench.size;

import everthread.bench.EnglishWords;
import everthread.conversation.Role;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Generated messages of 60 to 100 words of a Zipf vocabulary, each computed from its number alone,
 * so that a million of them need no room. Pure.
 */
public final class Words {
  public static final int TURNS = 40;
  private static final int VOCABULARY = 50_000;
  private static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");
  private static final double[] CUMULATIVE = new double[VOCABULARY];
  private static final String[] WORDS = new String[VOCABULARY];
  private static final Map<String, String> IN_ENGLISH = new HashMap<>();

  static {
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      CUMULATIVE[rank] = sum += 1.0 / (rank + 1);
      WORDS[rank] = spelled(rank);
      if (rank < EnglishWords.ALL.size()) IN_ENGLISH.put(WORDS[rank], EnglishWords.ALL.get(rank));
    }
  }

  private Words() {}

  /** The word of a rank, the most common first; no stemmer touches one. */
  public static String word(int rank) {
    return WORDS[rank];
  }

  public static String text(int message) {
    var random = new SplittableRandom(message * 0x9E3779B97F4A7C15L);
    var text = new StringBuilder(800);
    for (int words = 60 + random.nextInt(41); words > 0; words--) {
      if (!text.isEmpty()) text.append(' ');
      double at = random.nextDouble() * CUMULATIVE[VOCABULARY - 1];
      int rank = Arrays.binarySearch(CUMULATIVE, at);
      text.append(WORDS[rank < 0 ? -rank - 1 : rank]);
    }
    return text.toString();
  }

  /** The same message as {@link #text}, its commonest words English ones. */
  static String english(int message) {
    var text = new StringBuilder(800);
    for (var word : text(message).split(" ", -1)) {
      text.append(text.isEmpty() ? "" : " ").append(IN_ENGLISH.getOrDefault(word, word));
    }
    return text.toString();
  }

  /** A message of as many words, all of them English ones. */
  static String allEnglish(int message) {
    var random = new SplittableRandom(message * 0x9E3779B97F4A7C15L);
    var text = new StringBuilder(800);
    for (int words = 60 + random.nextInt(41); words > 0; words--) {
      var word = EnglishWords.ALL.get(random.nextInt(EnglishWords.ALL.size()));
      text.append(text.isEmpty() ? "" : " ").append(word);
    }
    return text.toString();
  }

  public static Site site(int message) {
    return message / TURNS % 4 == 0 ? Site.CLAUDE : Site.CHATGPT;
  }

  public static Role role(int message) {
    return message % 2 == 0 ? Role.USER : Role.ASSISTANT;
  }

  public static Instant said(int message) {
    return BEGIN.plusSeconds(message * 60L);
  }

  /** Two words that stand side by side in the middle of a message. */
  static List<String> pair(int message) {
    return List.of(text(message).split(" ", -1)).subList(10, 12);
  }

  private static String spelled(int rank) {
    var letters = new StringBuilder("q");
    letters.append(Integer.toString(rank + 40_000, 26).replaceAll("[0-9]", "z")).append('k');
    for (int left = rank; left > 0; left /= 20) {
      letters.append("bcdfghjklmnpqrtvwxzo".charAt(left % 20));
    }
    return letters.append('o').toString();
  }
}
