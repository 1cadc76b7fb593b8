package everthread.memory;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change of a memory; a null leaves that part as it is. */
public record MemoryChange(
    @Nullable String content,
    @Nullable String title,
    @Nullable List<String> tags,
    @Nullable Map<String, Object> metadata,
    @Nullable Validity validity) {
  public MemoryChange {
    if (content != null && content.isBlank()) {
      throw new IllegalArgumentException("a memory needs content");
    }
    tags = tags == null ? null : List.copyOf(tags);
    metadata = metadata == null ? null : Metadata.copy(metadata);
  }
}
