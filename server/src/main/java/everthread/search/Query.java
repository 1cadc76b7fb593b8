package everthread.search;

import everthread.conversation.Role;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param text as a person typed it: words, "phrases", AND OR NOT, -word, prefix*, parentheses, and
 *     typed filters such as {@code site:claude}; anything else is words; blank matches nothing
 * @param filter what a hit must be; what the text asks narrows it further
 * @param limit how many hits, 1 to 100
 * @param offset how many of the best to pass over, at least 0
 * @param counts whether to count the matches by site and kind too; costs about as much again as the
 *     search
 * @param atLength whether the texts of messages are wanted at length, not in the few sentences that
 *     answer best
 */
public record Query(
    String text,
    Mode mode,
    Filter filter,
    int limit,
    int offset,
    boolean counts,
    boolean atLength) {
  public Query {
    if (limit < 1 || limit > 100) throw new IllegalArgumentException("limit is not 1 to 100");
    if (offset < 0) throw new IllegalArgumentException("offset is negative");
  }

  /** In a few sentences a message. */
  public Query(String text, Mode mode, Filter filter, int limit, int offset, boolean counts) {
    this(text, mode, filter, limit, offset, counts, false);
  }

  /** The best, at length, for a choice of what to hand on. */
  public static Query atLength(String text, Mode mode, Filter filter, int limit) {
    return new Query(text, mode, filter, limit, 0, false, true);
  }

  /** The same, narrowed otherwise. */
  public Query with(Filter narrowed) {
    return new Query(text, mode, narrowed, limit, offset, counts, atLength);
  }

  /** With counts, as a page shows them. */
  public Query(String text, Mode mode, Filter filter, int limit, int offset) {
    this(text, mode, filter, limit, offset, true);
  }

  /**
   * By what a hit is ranked. Where an index has no vectors, HYBRID and MEANING are answered by
   * words.
   */
  public enum Mode {
    HYBRID,
    WORDS,
    MEANING
  }

  /** What kind of thing is found. */
  public enum Kind {
    ALL,
    MEMORY,
    MESSAGE
  }

  /** Whether a memory holds, as {@link Hit#state} names it. */
  public enum State {
    CURRENT,
    IN_REVIEW,
    SUPERSEDED
  }

  /**
   * An empty set or a null does not narrow; {@code from} is inclusive, {@code to} exclusive.
   *
   * @param states of memories; empty means all but those in review. Messages have no state and are
   *     not narrowed by it
   */
  public record Filter(
      Kind kind,
      Set<Site> sites,
      @Nullable String project,
      @Nullable Role role,
      @Nullable String tag,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID conversationId,
      Set<State> states) {
    public static final Filter NONE = new Filter(Kind.ALL, Set.of(), null, null, null, null, null);

    public Filter {
      sites = Set.copyOf(sites);
      states = Set.copyOf(states);
    }

    public Filter(
        Kind kind,
        Set<Site> sites,
        @Nullable String project,
        @Nullable Role role,
        @Nullable String tag,
        @Nullable Instant from,
        @Nullable Instant to) {
      this(kind, sites, project, role, tag, from, to, null, Set.of());
    }
  }
}
