package everthread.web.mcp;

import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.memory.Validity;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Memories of all spaces in lists; what these tests do not call is not there. */
final class MemoriesInMemory implements MemoryStore {
  private record Row(SpaceId space, Memory memory) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<UUID> hidden = new HashSet<>();
  private @Nullable RuntimeException failure;

  private Runnable beforeAdding = () -> {};

  /** From now on, this is done before each call that adds. */
  synchronized void beforeAdding(Runnable action) {
    this.beforeAdding = action;
  }

  /** From now on, adding fails. */
  synchronized void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public synchronized List<Memory> add(SpaceId space, List<NewMemory> memories) {
    if (failure != null) throw failure;
    beforeAdding.run();
    return memories.stream().map(memory -> add(space, memory, Instant.now())).toList();
  }

  synchronized Memory add(SpaceId space, NewMemory memory, Instant at) {
    var kept =
        new Memory(
            Ids.next(),
            memory.content(),
            memory.title(),
            memory.tags(),
            memory.metadata(),
            memory.site(),
            memory.provenance(),
            memory.validity(),
            at,
            at);
    rows.add(new Row(space, kept));
    return kept;
  }

  synchronized List<Memory> visible(SpaceId space) {
    return rows.stream()
        .filter(row -> row.space().equals(space) && !hidden.contains(row.memory().id()))
        .map(Row::memory)
        .toList()
        .reversed();
  }

  @Override
  public Optional<Memory> find(SpaceId space, UUID id) {
    return visible(space).stream().filter(memory -> memory.id().equals(id)).findFirst();
  }

  @Override
  public List<Memory> list(SpaceId space, MemoryFilter filter, @Nullable UUID after, int limit) {
    return visible(space).stream()
        .skip(after == null ? 0 : indexOf(space, after) + 1)
        .filter(memory -> filter.site() == null || memory.site() == filter.site())
        .filter(memory -> filter.tag() == null || memory.tags().contains(filter.tag()))
        .filter(
            memory ->
                filter.state() != MemoryFilter.State.CURRENT
                    || memory.validity() instanceof Validity.Current)
        .limit(limit)
        .toList();
  }

  private int indexOf(SpaceId space, UUID id) {
    return visible(space).stream().map(Memory::id).toList().indexOf(id);
  }

  @Override
  public synchronized boolean hide(SpaceId space, UUID id) {
    return find(space, id).isPresent() && hidden.add(id);
  }

  @Override
  public synchronized boolean restore(SpaceId space, UUID id) {
    return hidden.remove(id);
  }

  @Override
  public synchronized Optional<Memory> update(SpaceId space, UUID id, MemoryChange change) {
    var found = find(space, id);
    found.ifPresent(
        memory -> {
          rows.removeIf(row -> row.memory().id().equals(id));
          rows.add(new Row(space, changed(memory, change)));
        });
    return find(space, id);
  }

  private static Memory changed(Memory memory, MemoryChange change) {
    return new Memory(
        memory.id(),
        change.content() == null ? memory.content() : change.content(),
        change.title() == null ? memory.title() : change.title(),
        change.tags() == null ? memory.tags() : change.tags(),
        change.metadata() == null ? memory.metadata() : change.metadata(),
        memory.site(),
        memory.provenance(),
        memory.validity(),
        memory.createdAt(),
        Instant.now());
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<MemoryFilter.State, Long> counts(SpaceId space) {
    return Map.of(MemoryFilter.State.CURRENT, (long) visible(space).size());
  }

  @Override
  public Map<String, Long> tags(SpaceId space) {
    return visible(space).stream()
        .flatMap(memory -> memory.tags().stream())
        .collect(Collectors.groupingBy(tag -> tag, Collectors.counting()));
  }
}
