package everthread.search.lucene;

import everthread.search.Query.Filter;
import everthread.search.Query.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two filters at once: a chosen one and one typed in the question. Pure. */
final class Narrowing {
  private Narrowing() {}

  /** What passes both; empty when nothing can. */
  static Optional<Filter> both(Filter one, Filter other) {
    if (contradict(one.project(), other.project())
        || contradict(one.role(), other.role())
        || contradict(one.tag(), other.tag())
        || contradict(one.conversationId(), other.conversationId())
        || one.kind() != Kind.ALL && other.kind() != Kind.ALL && one.kind() != other.kind()
        || disjoint(one.sites(), other.sites())
        || disjoint(one.states(), other.states())) {
      return Optional.empty();
    }
    return Optional.of(
        new Filter(
            one.kind() == Kind.ALL ? other.kind() : one.kind(),
            both(one.sites(), other.sites()),
            either(one.project(), other.project()),
            either(one.role(), other.role()),
            either(one.tag(), other.tag()),
            later(one.from(), other.from()),
            earlier(one.to(), other.to()),
            either(one.conversationId(), other.conversationId()),
            both(one.states(), other.states())));
  }

  private static <T> boolean contradict(@Nullable T one, @Nullable T other) {
    return one != null && other != null && !one.equals(other);
  }

  private static <T> boolean disjoint(Set<T> one, Set<T> other) {
    return !one.isEmpty() && !other.isEmpty() && both(one, other).isEmpty();
  }

  private static <T> Set<T> both(Set<T> one, Set<T> other) {
    if (one.isEmpty()) return other;
    if (other.isEmpty()) return one;
    var both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) return either(one, other);
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) return either(one, other);
    return one.isBefore(other) ? one : other;
  }
}
