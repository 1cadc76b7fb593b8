package everthread.extract.clause;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The content words of a fact, roughly stemmed, to tell whether two facts say the same. */
public record Stems(Map<String, Integer> counts) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}+#]+");
  private static final Set<String> EMPTY =
      Set.of(
          "a", "an", "the", "and", "or", "but", "to", "of", "in", "on", "at", "for", "with", "as",
          "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did",
          "user", "s", "their", "they", "them", "my", "it", "that", "this", "some", "very", "from",
          "by");

  public Stems {
    counts = Map.copyOf(counts);
  }

  public static Stems of(String text) {
    var counts = new HashMap<String, Integer>();
    var word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      if (!EMPTY.contains(word.group())) counts.merge(stem(word.group()), 1, Integer::sum);
    }
    return new Stems(counts);
  }

  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Dice's coefficient over the stems: 1 for the same, 0 for nothing in common. */
  public double similarity(Stems other) {
    if (counts.isEmpty() || other.counts.isEmpty()) return 0;
    int both = 0;
    for (var entry : counts.entrySet()) {
      both += Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0));
    }
    return 2.0 * both / (size() + other.size());
  }

  private static String stem(String word) {
    return word.length() < 4
        ? word
        : word.replaceAll("(?:ies|ied)$", "y").replaceAll("(?:ing|ed|es|s|e)$", "");
  }
}
