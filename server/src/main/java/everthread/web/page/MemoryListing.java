package everthread.web.page;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryFilter.State;
import everthread.memory.MemoryIds;
import everthread.memory.Validity;
import everthread.search.Query;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which memories the page was asked for.
 *
 * @param state null for all
 * @param text words to find among them, empty for all
 * @param said "user", "assistant", "hand" (no message behind it), or empty for anyone
 * @param after the id that the page before ended with, null on the first
 */
record MemoryListing(
    @Nullable State state,
    String text,
    String said,
    @Nullable Site site,
    @Nullable String tag,
    @Nullable UUID after) {
  static final int PAGE_SIZE = 30;
  private static final int BATCH = 100;
  private static final int MOST_BATCHES = 30;

  /** A page of memories. @param next the id to go on from, null on the last page */
  record Listed(List<Memory> memories, @Nullable UUID next) {}

  static MemoryListing of(MultiMap asked) {
    return new MemoryListing(
        value(asked, "state").flatMap(MemoryListing::state).orElse(null),
        value(asked, "q").orElse(""),
        value(asked, "said").filter(Set.of("user", "assistant", "hand")::contains).orElse(""),
        value(asked, "site").flatMap(Site::ofWireName).orElse(null),
        value(asked, "tag").orElse(null),
        value(asked, "after").flatMap(MemoryIds::ofWire).orElse(null));
  }

  private static Optional<String> value(MultiMap asked, String name) {
    return Visit.text(asked.get(name));
  }

  private static Optional<State> state(String name) {
    for (var state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(name)) return Optional.of(state);
    }
    return Optional.empty();
  }

  boolean narrowed() {
    return !text.isEmpty() || !said.isEmpty() || site != null || tag != null;
  }

  Address address() {
    return addressFor(state).with("tag", tag);
  }

  Address addressFor(@Nullable State other) {
    return Address.of("/memories")
        .with("state", other == null ? null : other.name().toLowerCase(Locale.ROOT))
        .with("q", text)
        .with("said", said)
        .with("site", site == null ? null : site.wireName());
  }

  Listed list(Visit visit, PageServices services) {
    return text.isEmpty() || state == State.DELETED
        ? walk(visit, services)
        : found(visit, services);
  }

  /** Newest first; who said it is not in the store's filter, so it is picked out here. */
  private Listed walk(Visit visit, PageServices services) {
    var filter = new MemoryFilter(site, tag, state, null);
    var matching = new ArrayList<Memory>();
    var from = after;
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      var some = services.memories().list(visit.space(), filter, from, BATCH);
      for (var memory : some) {
        if (!matches(memory)) continue;
        if (matching.size() == PAGE_SIZE) return new Listed(matching, matching.getLast().id());
        matching.add(memory);
      }
      if (some.size() < BATCH) return new Listed(matching, null);
      from = some.getLast().id();
    }
    return new Listed(matching, from);
  }

  /** Best first. */
  private Listed found(Visit visit, PageServices services) {
    var role = said.equals("user") ? Role.USER : said.equals("assistant") ? Role.ASSISTANT : null;
    var sites = site == null ? Set.<Site>of() : Set.of(site);
    var filter = new Query.Filter(Query.Kind.MEMORY, sites, null, role, tag, null, null);
    var query = SearchForm.query(text, filter, BATCH, 0);
    var memories =
        services.search().search(visit.space(), query).hits().stream()
            .flatMap(hit -> services.memories().find(visit.space(), hit.id()).stream())
            .filter(this::matches)
            .toList();
    return new Listed(memories, null);
  }

  private boolean matches(Memory memory) {
    var from = memory.provenance();
    var bySpeaker =
        switch (said) {
          case "hand" -> from == null;
          case "" -> true;
          default -> from != null && from.role().wireName().equals(said);
        };
    return bySpeaker && (state == State.DELETED || state == null || state == stateOf(memory));
  }

  static State stateOf(Memory memory) {
    return switch (Objects.requireNonNull(memory.validity())) {
      case Validity.Current ignored -> State.CURRENT;
      case Validity.InReview ignored -> State.IN_REVIEW;
      case Validity.Superseded ignored -> State.SUPERSEDED;
    };
  }
}
