package everthread.search;

import org.jspecify.annotations.Nullable;

/**
 * A question's text, understood.
 *
 * @param clauses what to look for; empty when the text holds nothing but filters, or nothing
 * @param typed the filters that were typed in the text, NONE when there are none; a page shows them
 *     as pressed chips
 * @param words the text without its typed filters
 * @param notice a sentence about what could not be taken as written, null when all could
 */
public record ParsedQuery(
    Clause.Group clauses, Query.Filter typed, String words, @Nullable String notice) {

  /** True when there is nothing to look for. */
  public boolean isEmpty() {
    return clauses.isEmpty() && typed.equals(Query.Filter.NONE);
  }
}
