package everthread.search.lucene;

/**
 * What is left of a question's share: an index refuses queries of over a thousand clauses, and time
 * goes with the words. What finds nothing left is passed over. Not thread-safe.
 */
final class QueryBudget {
  private int tokens = 4_000;
  private int clauses = 600;

  int takeTokens(int wanted) {
    int taken = Math.min(wanted, tokens);
    tokens -= taken;
    return taken;
  }

  int takeClauses(int wanted) {
    int taken = Math.min(wanted, clauses);
    clauses -= taken;
    return taken;
  }
}
