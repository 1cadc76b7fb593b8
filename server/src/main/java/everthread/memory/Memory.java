package everthread.memory;

import static java.util.Objects.requireNonNull;

import everthread.conversation.Site;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact worth remembering.
 *
 * @param content the fact, one self-contained statement
 * @param title a short heading that its writer gave, null for most
 * @param metadata the writer's own JSON object
 * @param site where it was said or written
 * @param provenance the message that it came from; null when a person or program wrote it
 */
public record Memory(
    UUID id,
    String content,
    @Nullable String title,
    List<String> tags,
    Map<String, Object> metadata,
    Site site,
    @Nullable Provenance provenance,
    Validity validity,
    Instant createdAt,
    Instant updatedAt) {
  public Memory {
    requireNonNull(validity, "validity");
    if (content.isBlank()) throw new IllegalArgumentException("a memory needs content");
    tags = List.copyOf(tags);
    metadata = Metadata.copy(metadata);
  }

  /** When it was said: since when it holds where that is known, else when it was added. */
  public Instant saidAt() {
    return validity instanceof Validity.Current current && current.since() != null
        ? current.since()
        : createdAt;
  }

  /** The id as it goes over the wire: {@code mem_} and 32 hexadecimal digits. */
  public String wireId() {
    return MemoryIds.toWire(id);
  }
}
