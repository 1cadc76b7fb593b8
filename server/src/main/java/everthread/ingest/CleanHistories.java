package everthread.ingest;

import everthread.memory.MemoryHistories;
import everthread.memory.MemoryHistory;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Histories without secrets, whenever they were kept. Thread-safe. */
public final class CleanHistories implements MemoryHistories {
  private final MemoryHistories histories;
  private final CleanMemories memories;
  private final CleanText clean;

  public CleanHistories(MemoryHistories histories, CleanMemories memories, CleanText clean) {
    this.histories = histories;
    this.memories = memories;
    this.clean = clean;
  }

  @Override
  public Optional<MemoryHistory> history(SpaceId space, UUID id) {
    return histories.history(space, id).map(this::out);
  }

  @Override
  public List<UUID> heldAt(SpaceId space, List<UUID> ids, Instant then) {
    return histories.heldAt(space, ids, then);
  }

  private MemoryHistory out(MemoryHistory kept) {
    var successor = kept.successor();
    return new MemoryHistory(
        memories.out(kept.memory()),
        kept.versions().stream().map(this::out).toList(),
        kept.evidence().stream().map(this::out).toList(),
        successor == null ? null : memories.out(successor),
        kept.supersedes().stream().map(memories::out).toList());
  }

  private MemoryHistory.Version out(MemoryHistory.Version kept) {
    return new MemoryHistory.Version(
        kept.number(),
        clean.clean(kept.content()),
        clean.orNull(kept.title()),
        kept.tags().stream().map(clean::clean).toList(),
        kept.state(),
        kept.until());
  }

  private MemoryHistory.Evidence out(MemoryHistory.Evidence kept) {
    return new MemoryHistory.Evidence(
        kept.conversationId(),
        kept.messageId(),
        kept.messageSourceId(),
        clean.orNull(kept.author()),
        clean.clean(kept.quote()),
        kept.saidAt());
  }
}
