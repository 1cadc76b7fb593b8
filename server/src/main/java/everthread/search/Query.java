package everthread.search;

import everthread.conversation.Role;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param text as a person typed it: words, "phrases", AND OR NOT, prefix*; anything else is words;
 *     blank matches nothing
 * @param filter what a hit must be
 * @param limit how many hits, 1 to 100
 * @param offset how many of the best to pass over, at least 0
 */
public record Query(String text, Mode mode, Filter filter, int limit, int offset) {
  public Query {
    if (limit < 1 || limit > 100) throw new IllegalArgumentException("limit is not 1 to 100");
    if (offset < 0) throw new IllegalArgumentException("offset is negative");
  }

  /** By what a hit is ranked. */
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

  /** An empty set or a null does not narrow; {@code from} is inclusive, {@code to} exclusive. */
  public record Filter(
      Kind kind,
      Set<Site> sites,
      @Nullable String project,
      @Nullable Role role,
      @Nullable String tag,
      @Nullable Instant from,
      @Nullable Instant to) {
    public static final Filter NONE = new Filter(Kind.ALL, Set.of(), null, null, null, null, null);

    public Filter {
      sites = Set.copyOf(sites);
    }
  }
}
