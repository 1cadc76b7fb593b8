package everthread.redact;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Where a rule found a secret.
 *
 * @param rank the rule's place in the list; the lower wins where two overlap
 * @param end behind the last unit
 */
record Secret(Rule rule, int rank, int start, int end) {

  /** In order of their place, of overlapping ones the first by rank and then by place. */
  static List<Secret> withoutOverlaps(List<Secret> secrets) {
    var best = new ArrayList<>(secrets);
    best.sort(comparingInt(Secret::rank).thenComparingInt(Secret::start));
    var kept = new TreeMap<Integer, Secret>();
    for (var secret : best) {
      var before = kept.lowerEntry(secret.end);
      if (before == null || before.getValue().end <= secret.start) kept.put(secret.start, secret);
    }
    return List.copyOf(kept.values());
  }
}
