package everthread.search.lucene;

import everthread.conversation.Site;
import everthread.search.Hit;
import everthread.search.Query.Filter;
import everthread.search.Query.Kind;
import everthread.search.Query.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Makes an index's clauses of what a hit must be. */
final class Filters {
  /** All messages and memories; their chunks are not things to be found. */
  static final Query EVERYTHING = new FieldExistsQuery(Fields.TRAITS);

  private static final long FAR_OFF = 9_000_000_000_000L;
  private static final long MICROS_A_DAY = 86_400_000_000L;

  private Filters() {}

  /** All of a filter but site and kind, which counts lift one at a time. */
  static void addCommon(Filter filter, BooleanQuery.Builder builder) {
    addTerm(builder, Fields.PROJECT, filter.project());
    addTerm(builder, Fields.ROLE, filter.role() == null ? null : filter.role().name());
    addTerm(
        builder, Fields.TAG, filter.tag() == null ? null : filter.tag().toLowerCase(Locale.ROOT));
    addTerm(
        builder,
        Fields.CONVERSATION,
        filter.conversationId() == null ? null : filter.conversationId().toString());
    addTime(builder, filter.from(), filter.to());
    addStates(builder, filter.states());
  }

  static void addSiteAndKind(Filter filter, BooleanQuery.Builder builder) {
    if (!filter.sites().isEmpty()) {
      var sites = new BooleanQuery.Builder();
      for (var site : filter.sites()) sites.add(term(Fields.SITE, site.name()), Occur.SHOULD);
      builder.add(sites.build(), Occur.FILTER);
    }
    var kind = kindOf(filter.kind());
    if (kind != null) builder.add(term(Fields.KIND, kind.name()), Occur.FILTER);
  }

  static boolean passesSite(Filter filter, Site site) {
    return filter.sites().isEmpty() || filter.sites().contains(site);
  }

  static boolean passesKind(Filter filter, Hit.Kind kind) {
    var wanted = kindOf(filter.kind());
    return wanted == null || wanted == kind;
  }

  private static Hit.@Nullable Kind kindOf(Kind kind) {
    return switch (kind) {
      case ALL -> null;
      case MEMORY -> Hit.Kind.MEMORY;
      case MESSAGE -> Hit.Kind.MESSAGE;
    };
  }

  private static void addTime(
      BooleanQuery.Builder builder, @Nullable Instant from, @Nullable Instant to) {
    if (from == null && to == null) return;
    long first = from == null ? Long.MIN_VALUE : micros(from);
    long last = to == null ? Long.MAX_VALUE : micros(to) - 1;
    builder.add(LongField.newRangeQuery(Fields.SAID, first, last), Occur.FILTER);
  }

  /** Microseconds since 1970, as the store keeps times; far-off instants stand for its ends. */
  static long micros(Instant instant) {
    long seconds = Math.clamp(instant.getEpochSecond(), -FAR_OFF, FAR_OFF);
    return seconds * 1_000_000 + instant.getNano() / 1_000;
  }

  /** The day in UTC of what {@link #micros} made. */
  static LocalDate day(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_A_DAY));
  }

  private static void addStates(BooleanQuery.Builder builder, Set<State> asked) {
    var barred = EnumSet.allOf(State.class);
    barred.removeAll(asked.isEmpty() ? Set.of(State.CURRENT, State.SUPERSEDED) : asked);
    for (var state : barred) builder.add(term(Fields.STATE, state.name()), Occur.MUST_NOT);
  }

  private static void addTerm(BooleanQuery.Builder builder, String field, @Nullable String value) {
    if (value != null) builder.add(term(field, value), Occur.FILTER);
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, value));
  }
}
