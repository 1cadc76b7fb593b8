package everthread.context;

import everthread.search.Hit;
import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;
import everthread.search.words.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a question that tell something, each weighed by how few of the candidates hold it:
 * what all of them hold does not tell one from another. Immutable.
 */
final class QuestionWords {
  /** A best candidate that holds less of the question than this has nothing to do with it. */
  private static final double RELEVANT = 0.2;

  private final Map<String, Double> weights;
  private final double whole;

  private QuestionWords(Map<String, Double> weights) {
    this.weights = weights;
    this.whole = weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  static QuestionWords of(String question, List<Hit> candidates) {
    var frequency = new HashMap<String, Integer>();
    for (var token : TextAnalysis.tokens(question)) {
      if (StopWords.contains(token.exact())) continue;
      for (var term : token.terms()) frequency.put(term, 0);
    }
    for (var candidate : candidates) {
      for (var term : termsOf(candidate)) frequency.computeIfPresent(term, (key, n) -> n + 1);
    }
    var weights = new HashMap<String, Double>();
    double count = candidates.size();
    frequency.forEach((term, n) -> weights.put(term, Math.log(1 + (count - n + 0.5) / (n + 0.5))));
    return new QuestionWords(weights);
  }

  /** True when at least one candidate has to do with the question. */
  boolean anyRelevant(List<Hit> candidates) {
    if (whole == 0) return !candidates.isEmpty();
    return candidates.stream().anyMatch(hit -> share(termsOf(hit)) >= RELEVANT);
  }

  /** Which part of the question's weight a text holds, 0 to 1. */
  double share(String text) {
    return share(terms(TextAnalysis.tokens(text)));
  }

  private double share(Set<String> terms) {
    if (whole == 0) return 0;
    double held = 0;
    for (var word : weights.entrySet()) if (terms.contains(word.getKey())) held += word.getValue();
    return held / whole;
  }

  private static Set<String> termsOf(Hit hit) {
    var title = hit.title();
    var author = hit.author();
    var text =
        hit.text() + "\n" + (title == null ? "" : title) + " " + (author == null ? "" : author);
    return terms(TextAnalysis.tokens(text));
  }

  private static Set<String> terms(List<Token> tokens) {
    var terms = new HashSet<String>();
    for (var token : tokens) terms.addAll(token.terms());
    return terms;
  }
}
