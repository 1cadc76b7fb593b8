package everthread.ingest;

import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.space.SpaceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Memories as every door takes and shows them: secrets are taken out on the way in, whichever door
 * it was, and again on the way out, for what was kept before a rule was there. Thread-safe.
 */
public final class CleanMemories implements MemoryStore {
  private final MemoryStore store;
  private final CleanText clean;

  public CleanMemories(MemoryStore store, CleanText clean) {
    this.store = store;
    this.clean = clean;
  }

  @Override
  public List<Memory> add(SpaceId space, List<NewMemory> memories) {
    return out(store.add(space, memories.stream().map(this::in).toList()));
  }

  private NewMemory in(NewMemory memory) {
    return new NewMemory(
        clean.clean(memory.content()),
        clean.orNull(memory.title()),
        texts(memory.tags()),
        metadata(memory.metadata()),
        memory.site(),
        provenance(memory.provenance()),
        memory.validity());
  }

  @Override
  public Optional<Memory> update(SpaceId space, UUID id, MemoryChange change) {
    var tags = change.tags();
    var metadata = change.metadata();
    var clean =
        new MemoryChange(
            this.clean.orNull(change.content()),
            this.clean.orNull(change.title()),
            tags == null ? null : texts(tags),
            metadata == null ? null : metadata(metadata),
            change.validity());
    return store.update(space, id, clean).map(this::out);
  }

  @Override
  public Optional<Memory> find(SpaceId space, UUID id) {
    return store.find(space, id).map(this::out);
  }

  @Override
  public List<Memory> list(SpaceId space, MemoryFilter filter, @Nullable UUID after, int limit) {
    return out(store.list(space, filter, after, limit));
  }

  private List<Memory> out(List<Memory> kept) {
    return kept.stream().map(this::out).toList();
  }

  /** A memory as it is shown. */
  public Memory out(Memory kept) {
    return new Memory(
        kept.id(),
        clean.clean(kept.content()),
        clean.orNull(kept.title()),
        texts(kept.tags()),
        metadata(kept.metadata()),
        kept.site(),
        provenance(kept.provenance()),
        kept.validity(),
        kept.createdAt(),
        kept.updatedAt(),
        kept.evidence());
  }

  private @Nullable Provenance provenance(@Nullable Provenance told) {
    if (told == null) return null;
    return new Provenance(
        told.conversationId(),
        told.messageId(),
        told.messageSourceId(),
        told.role(),
        clean.orNull(told.author()),
        clean.clean(told.quote()),
        told.extractor(),
        told.confidence());
  }

  private List<String> texts(List<String> texts) {
    return texts.stream().map(clean::clean).distinct().toList();
  }

  private Map<String, Object> metadata(Map<String, Object> metadata) {
    var cleaned = new LinkedHashMap<String, Object>();
    metadata.forEach((name, value) -> cleaned.put(clean.clean(name), clean.cleanTree(value)));
    return cleaned;
  }

  @Override
  public boolean hide(SpaceId space, UUID id) {
    return store.hide(space, id);
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    return store.restore(space, id);
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    return store.erase(space, id);
  }

  @Override
  public Map<MemoryFilter.State, Long> counts(SpaceId space) {
    return store.counts(space);
  }

  @Override
  public Map<String, Long> tags(SpaceId space) {
    var tags = new LinkedHashMap<String, Long>();
    store.tags(space).forEach((tag, count) -> tags.merge(clean.clean(tag), count, Long::sum));
    return tags;
  }
}
