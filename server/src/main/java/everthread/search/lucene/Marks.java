package everthread.search.lucene;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a text is marked as found, and how much each find is worth when the best passage is
 * chosen.
 */
final class Marks {
  /** Weight by ranking term; rarer words weigh more. */
  private final Map<String, Float> terms = new HashMap<>();

  private final Set<String> exact = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();
  private final Set<List<String>> phrases = new LinkedHashSet<>();

  void term(String term, float weight) {
    terms.merge(term, weight, Math::max);
  }

  void exact(String word) {
    exact.add(word);
  }

  void prefix(String beginning) {
    prefixes.add(beginning);
  }

  void phrase(List<String> words) {
    if (!words.isEmpty()) phrases.add(List.copyOf(words));
  }

  Map<String, Float> terms() {
    return terms;
  }

  Set<String> exact() {
    return exact;
  }

  Set<String> prefixes() {
    return prefixes;
  }

  Set<List<String>> phrases() {
    return phrases;
  }
}
