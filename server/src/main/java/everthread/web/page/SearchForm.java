package everthread.web.page;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Query;
import everthread.search.Query.Kind;
import everthread.search.Query.Mode;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the search page was asked: the text and every filter, as its address holds them. What cannot
 * be read is as if it were not there.
 *
 * @param text as typed, its filters included
 * @param page from 1
 */
record SearchForm(
    String text,
    Kind kind,
    Set<Site> sites,
    @Nullable Role role,
    @Nullable String tag,
    Period period,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    int page,
    TypedFilters typed) {
  static final int PAGE_SIZE = 20;
  private static final int LAST_PAGE = 500;
  private static final int LONGEST = 2_000;

  /** Named stretches of time, and one of the reader's own. */
  enum Period {
    ANY("Any time"),
    WEEK("Past week"),
    MONTH("Past month"),
    YEAR("Past year"),
    CUSTOM("From … to …");

    private final String label;

    Period(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  SearchForm {
    sites = Set.copyOf(sites);
  }

  static SearchForm of(MultiMap asked) {
    var text = value(asked, "q").orElse("");
    if (text.length() > LONGEST) text = text.substring(0, LONGEST);
    return new SearchForm(
        text,
        value(asked, "kind").flatMap(TypedFilters::kind).orElse(Kind.ALL),
        sites(asked),
        value(asked, "role").flatMap(Role::ofWireName).orElse(null),
        value(asked, "tag").orElse(null),
        period(asked),
        value(asked, "from").flatMap(TypedFilters::date).orElse(null),
        value(asked, "to").flatMap(TypedFilters::date).orElse(null),
        page(asked),
        TypedFilters.read(text));
  }

  private static Optional<String> value(MultiMap asked, String name) {
    return Optional.ofNullable(asked.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Set<Site> sites(MultiMap asked) {
    var sites = EnumSet.noneOf(Site.class);
    for (var name : asked.getAll("site")) Site.ofWireName(name).ifPresent(sites::add);
    return sites;
  }

  private static Period period(MultiMap asked) {
    for (var period : Period.values()) {
      if (period.wireName().equals(asked.get("time"))) return period;
    }
    var dated = value(asked, "from").isPresent() || value(asked, "to").isPresent();
    return dated && !asked.contains("time") ? Period.CUSTOM : Period.ANY;
  }

  private static int page(MultiMap asked) {
    var text = value(asked, "page").orElse("1");
    return text.matches("\\d{1,3}") ? Math.clamp(Integer.parseInt(text), 1, LAST_PAGE) : 1;
  }

  boolean blank() {
    return text.isBlank();
  }

  /** What is looked for, typed filters taking precedence over chosen ones. */
  Query query(Dates dates) {
    return query(typed.words(), filter(dates), PAGE_SIZE, (page - 1) * PAGE_SIZE);
  }

  static Query query(String words, Query.Filter filter, int limit, int offset) {
    return new Query(words, Mode.HYBRID, filter, limit, offset);
  }

  Query.Filter filter(Dates dates) {
    return new Query.Filter(
        typed.kind() == null ? kind : typed.kind(),
        allSites(),
        null,
        typed.role() == null ? role : typed.role(),
        typed.tag() == null ? tag : typed.tag(),
        start(dates),
        end(dates));
  }

  Set<Site> allSites() {
    if (typed.sites().isEmpty()) return sites;
    return typed.sites();
  }

  private @Nullable Instant start(Dates dates) {
    if (typed.from() != null) return typed.from().atStartOfDay(dates.zone()).toInstant();
    var now = dates.now().atZone(dates.zone());
    return switch (period) {
      case ANY -> null;
      case WEEK -> now.minusWeeks(1).toInstant();
      case MONTH -> now.minusMonths(1).toInstant();
      case YEAR -> now.minusYears(1).toInstant();
      case CUSTOM -> from == null ? null : from.atStartOfDay(dates.zone()).toInstant();
    };
  }

  /** The day named is meant to its end. */
  private @Nullable Instant end(Dates dates) {
    var last = typed.to() != null ? typed.to() : period == Period.CUSTOM ? to : null;
    return last == null ? null : last.plusDays(1).atStartOfDay(dates.zone()).toInstant();
  }

  boolean narrowed() {
    return !allSites().isEmpty()
        || kind != Kind.ALL
        || typed.kind() != null
        || role != null
        || typed.role() != null
        || tag != null
        || typed.tag() != null
        || period != Period.ANY
        || typed.from() != null
        || typed.to() != null;
  }

  /** The address of this search on some page; the first needs no number. */
  Address address(int onPage) {
    return addressWith(text, onPage);
  }

  Address addressWith(String otherText, int onPage) {
    var address = Address.of("/").with("q", otherText);
    if (kind != Kind.ALL) address.with("kind", kind.name().toLowerCase(Locale.ROOT));
    for (var site : new java.util.TreeSet<>(sites)) address.with("site", site.wireName());
    if (role != null) address.with("role", role.wireName());
    address.with("tag", tag);
    if (period != Period.ANY) address.with("time", period.wireName());
    if (period == Period.CUSTOM) {
      address.with("from", from == null ? null : from.toString());
      address.with("to", to == null ? null : to.toString());
    }
    return onPage > 1 ? address.with("page", Integer.toString(onPage)) : address;
  }

  /** In words, to end a sentence: " in Claude since 2026"; empty when nothing narrows. */
  String inWords(Dates dates) {
    var said = new StringBuilder();
    var filter = filter(dates);
    if (filter.kind() == Kind.MEMORY) said.append(" among memories");
    if (filter.kind() == Kind.MESSAGE) said.append(" among messages");
    if (!allSites().isEmpty()) {
      var names = new java.util.TreeSet<>(allSites()).stream().map(Site::displayName).toList();
      said.append(" in ").append(String.join(", ", names));
    }
    if (filter.role() == Role.USER) said.append(" said by you");
    if (filter.role() == Role.ASSISTANT) said.append(" said by an assistant");
    if (filter.tag() != null) said.append(" tagged #").append(filter.tag());
    if (filter.from() != null) said.append(" since ").append(dates.day(filter.from()));
    if (filter.to() != null) {
      said.append(" until ").append(dates.day(filter.to().minusSeconds(1)));
    }
    return said.toString();
  }
}
