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
 * @param evidence how many messages state it; 0 for one that was only written down
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
    Instant updatedAt,
    int evidence) {
  /** One that rests on the message that it came from, if on any. */
  public Memory(
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
    this(
        id,
        content,
        title,
        tags,
        metadata,
        site,
        provenance,
        validity,
        createdAt,
        updatedAt,
        provenance == null ? 0 : 1);
  }

  public Memory {
    requireNonNull(validity, "validity");
    if (content.isBlank()) throw new IllegalArgumentException("a memory needs content");
    tags = List.copyOf(tags);
    metadata = Metadata.copy(metadata);
  }

  /** When it was said: since when it holds where that is known, else when it was added. */
  public Instant saidAt() {
    var since =
        switch (validity) {
          case Validity.Current current -> current.since();
          case Validity.Superseded superseded -> superseded.since();
          case Validity.InReview inReview -> null;
        };
    return since == null ? createdAt : since;
  }

  /** The id as it goes over the wire: {@code mem_} and 32 hexadecimal digits. */
  public String wireId() {
    return MemoryIds.toWire(id);
  }
}
