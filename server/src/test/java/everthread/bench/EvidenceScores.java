package everthread.bench;

import everthread.search.words.StopWords;
import everthread.search.words.TextAnalysis;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How good an answer is, in the usual measures: R@5, R@10, R@20, MRR, the share of the evidence
 * within 1,000 tokens (B1k) and of the words of the right answer within them (A1k). A token is 0.75
 * words.
 */
final class EvidenceScores {
  static final int COUNT = 6;

  private EvidenceScores() {}

  static double[] of(RetrievalSet.Question question, List<Found> found) {
    var scores = new double[COUNT];
    int first = 0;
    int used = 0;
    double share = 1.0 / question.evidence().size();
    var seen = new HashSet<String>();
    var given = new StringBuilder();
    for (int rank = 1; rank <= found.size(); rank++) {
      var at = found.get(rank - 1);
      int tokens = (int) Math.ceil(1.33 * at.text().strip().split("\\s+").length);
      boolean fits = used + tokens <= 1_000;
      if (fits) {
        used += tokens;
        given.append(at.text()).append('\n');
      }
      if (!question.evidence().contains(at.turn()) || !seen.add(at.turn())) continue;
      if (first == 0) first = rank;
      if (rank <= 5) scores[0] += share;
      if (rank <= 10) scores[1] += share;
      if (rank <= 20) scores[2] += share;
      if (fits) scores[4] += share;
    }
    scores[3] = first == 0 ? 0 : 1.0 / first;
    scores[5] = held(question.answer(), given.toString());
    return scores;
  }

  /** Which part of an answer's words a text holds. */
  private static double held(String answer, String text) {
    var words = words(answer);
    var held = words(text);
    return words.stream().filter(held::contains).count() / Math.max(1.0, words.size());
  }

  private static Set<String> words(String text) {
    return TextAnalysis.tokens(text).stream()
        .filter(token -> !StopWords.contains(token.exact()))
        .flatMap(token -> token.terms().stream().limit(1))
        .collect(Collectors.toSet());
  }
}
