package everthread.search;

import everthread.conversation.Role;
import everthread.conversation.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the filters that are typed within a question: {@code site:claude kind:memory role:user
 * tag:x project:y conversation:id state:superseded from:2026-01-01 to:2026-01-31}. Days are UTC;
 * {@code to} includes its day, month or year. One instance a question; not thread-safe.
 */
final class TypedFilters {
  private final Set<Site> sites = EnumSet.noneOf(Site.class);
  private final Set<Query.State> states = EnumSet.noneOf(Query.State.class);
  private Query.Kind kind = Query.Kind.ALL;
  private @Nullable String project;
  private @Nullable Role role;
  private @Nullable String tag;
  private @Nullable Instant from;
  private @Nullable Instant to;
  private @Nullable UUID conversationId;

  /** What became of a word. */
  enum Taken {
    FILTER,
    /** Looks like a filter, but its value is not one that we know. */
    UNKNOWN_VALUE,
    WORD
  }

  Taken take(String word) {
    int colon = word.indexOf(':');
    if (colon < 1 || colon == word.length() - 1) return Taken.WORD;
    var value = word.substring(colon + 1);
    return switch (word.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "site" -> takeAll(value, Site::ofWireName, sites);
      case "state" -> takeAll(value, TypedFilters::state, states);
      case "kind" -> taken(kind(value).map(found -> kind = found));
      case "role" -> taken(Role.ofWireName(value.toLowerCase(Locale.ROOT)).map(r -> role = r));
      case "from" -> taken(begin(value).map(found -> from = found));
      case "to" -> taken(end(value).map(found -> to = found));
      case "conversation" -> taken(id(value).map(found -> conversationId = found));
      case "tag" -> {
        tag = value;
        yield Taken.FILTER;
      }
      case "project" -> {
        project = value;
        yield Taken.FILTER;
      }
      default -> Taken.WORD;
    };
  }

  Query.Filter filter() {
    return new Query.Filter(kind, sites, project, role, tag, from, to, conversationId, states);
  }

  private static Taken taken(Optional<?> value) {
    return value.isPresent() ? Taken.FILTER : Taken.UNKNOWN_VALUE;
  }

  private static <T> Taken takeAll(String list, Function<String, Optional<T>> read, Set<T> into) {
    for (var name : list.toLowerCase(Locale.ROOT).split(",", -1)) {
      var value = read.apply(name);
      if (value.isEmpty()) return Taken.UNKNOWN_VALUE;
      into.add(value.get());
    }
    return Taken.FILTER;
  }

  private static Optional<Query.Kind> kind(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "memory", "memories", "fact", "facts" -> Optional.of(Query.Kind.MEMORY);
      case "message", "messages" -> Optional.of(Query.Kind.MESSAGE);
      case "all" -> Optional.of(Query.Kind.ALL);
      default -> Optional.empty();
    };
  }

  private static Optional<Query.State> state(String value) {
    return switch (value) {
      case "current" -> Optional.of(Query.State.CURRENT);
      case "in_review", "review" -> Optional.of(Query.State.IN_REVIEW);
      case "superseded" -> Optional.of(Query.State.SUPERSEDED);
      default -> Optional.empty();
    };
  }

  private static Optional<UUID> id(String value) {
    try {
      return Optional.of(UUID.fromString(value));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> begin(String value) {
    return day(value, false);
  }

  private static Optional<Instant> end(String value) {
    return day(value, true);
  }

  /** The beginning of a year, month or day, or of the one after it; or the instant itself. */
  private static Optional<Instant> day(String value, boolean after) {
    int step = after ? 1 : 0;
    try {
      var day =
          switch (value.length()) {
            case 4 -> Year.parse(value).plusYears(step).atDay(1);
            case 7 -> YearMonth.parse(value).plusMonths(step).atDay(1);
            case 10 -> LocalDate.parse(value).plusDays(step);
            default -> null;
          };
      if (day == null) return Optional.of(Instant.parse(value));
      return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException notADay) {
      return Optional.empty();
    }
  }
}
