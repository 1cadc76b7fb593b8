package everthread.web.page;

import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryFilter.State;
import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryReport;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.memory.Validity;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Memories in memory, of one space. */
final class FakeMemories implements MemoryStore, MemoryHygiene {
  private final SpaceId home;
  private final Map<UUID, Memory> kept = new LinkedHashMap<>();
  private final Set<UUID> hidden = new HashSet<>();
  private final Set<UUID> cleaned = new HashSet<>();

  FakeMemories(SpaceId home) {
    this.home = home;
  }

  void put(Memory memory) {
    kept.put(memory.id(), memory);
  }

  @Override
  public MemoryReport report(SpaceId space) {
    Map<MemoryReport.Kind, MemoryReport.Section> sections = new EnumMap<>(MemoryReport.Kind.class);
    for (var kind : MemoryReport.Kind.values()) {
      var some = space.equals(home) ? untidy(kind) : List.<Memory>of();
      sections.put(kind, new MemoryReport.Section(some.size(), some));
    }
    return new MemoryReport(sections);
  }

  private List<Memory> untidy(MemoryReport.Kind kind) {
    return kept.values().stream()
        .filter(memory -> !hidden.contains(memory.id()))
        .filter(
            memory ->
                switch (kind) {
                  case SUPERSEDED -> memory.validity() instanceof Validity.Superseded;
                  case IN_REVIEW -> memory.validity() instanceof Validity.InReview;
                  case NEVER_RECALLED -> memory.provenance() == null;
                  case DUPLICATE, NEAR_DUPLICATE, SECRET_LIKE -> false;
                })
        .limit(5)
        .toList();
  }

  @Override
  public Optional<Cleaned> clean(SpaceId space, MemoryReport.Kind kind) {
    if (!space.equals(home)) return Optional.empty();
    cleaned.clear();
    untidy(kind).forEach(memory -> cleaned.add(memory.id()));
    hidden.addAll(cleaned);
    return cleaned.isEmpty()
        ? Optional.empty()
        : Optional.of(new Cleaned(cleaned.size(), PreviewClock.NOW));
  }

  @Override
  public int putBack(SpaceId space, Instant at) {
    if (!space.equals(home) || !at.equals(PreviewClock.NOW)) return 0;
    int back = cleaned.size();
    hidden.removeAll(cleaned);
    cleaned.clear();
    return back;
  }

  @Override
  public List<Memory> add(SpaceId space, List<NewMemory> memories) {
    var added = new ArrayList<Memory>();
    for (var memory : memories) {
      added.add(
          new Memory(
              Ids.next(),
              memory.content(),
              memory.title(),
              memory.tags(),
              memory.metadata(),
              memory.site(),
              memory.provenance(),
              memory.validity(),
              PreviewClock.NOW,
              PreviewClock.NOW));
    }
    added.forEach(this::put);
    return added;
  }

  @Override
  public Optional<Memory> find(SpaceId space, UUID id) {
    if (!space.equals(home) || hidden.contains(id)) return Optional.empty();
    return Optional.ofNullable(kept.get(id));
  }

  @Override
  public List<Memory> list(SpaceId space, MemoryFilter filter, @Nullable UUID after, int limit) {
    if (!space.equals(home)) return List.of();
    var all =
        kept.values().stream()
            .filter(memory -> hidden.contains(memory.id()) == (filter.state() == State.DELETED))
            .filter(memory -> filter.site() == null || memory.site() == filter.site())
            .filter(memory -> filter.tag() == null || memory.tags().contains(filter.tag()))
            .filter(memory -> fits(memory, filter))
            .sorted(Comparator.comparing(Memory::createdAt).reversed())
            .toList();
    int start = 0;
    for (int i = 0; i < all.size(); i++) if (all.get(i).id().equals(after)) start = i + 1;
    return all.stream().skip(start).limit(limit).toList();
  }

  private static boolean fits(Memory memory, MemoryFilter filter) {
    var from = memory.provenance();
    if (filter.conversationId() != null
        && (from == null || !from.conversationId().equals(filter.conversationId()))) {
      return false;
    }
    return filter.state() == null
        || filter.state() == State.DELETED
        || filter.state() == MemoryListing.stateOf(memory);
  }

  @Override
  public Optional<Memory> update(SpaceId space, UUID id, MemoryChange change) {
    return find(space, id)
        .map(
            old -> {
              var now =
                  new Memory(
                      id,
                      change.content() == null ? old.content() : change.content(),
                      old.title(),
                      change.tags() == null ? old.tags() : change.tags(),
                      old.metadata(),
                      old.site(),
                      old.provenance(),
                      change.validity() == null ? old.validity() : change.validity(),
                      old.createdAt(),
                      old.updatedAt().plusSeconds(1));
              kept.put(id, now);
              return now;
            });
  }

  @Override
  public boolean hide(SpaceId space, UUID id) {
    return find(space, id).isPresent() && hidden.add(id);
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    return hidden.remove(id);
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    return kept.remove(id) != null;
  }

  @Override
  public Map<State, Long> counts(SpaceId space) {
    var counts = new EnumMap<State, Long>(State.class);
    for (var state : State.values()) {
      var filter = new MemoryFilter(null, null, state, null);
      counts.put(state, (long) list(space, filter, null, Integer.MAX_VALUE).size());
    }
    return counts;
  }

  @Override
  public Map<String, Long> tags(SpaceId space) {
    var counts = new LinkedHashMap<String, Long>();
    for (var memory : list(space, MemoryFilter.ALL, null, Integer.MAX_VALUE)) {
      for (var tag : memory.tags()) counts.merge(tag, 1L, Long::sum);
    }
    var sorted = new LinkedHashMap<String, Long>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
