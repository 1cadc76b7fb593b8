package everthread.memory;

import everthread.conversation.Site;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory to be added; the store gives it its id and times. */
public record NewMemory(
    String content,
    @Nullable String title,
    List<String> tags,
    Map<String, Object> metadata,
    Site site,
    @Nullable Provenance provenance,
    Validity validity) {
  public NewMemory {
    if (content.isBlank()) throw new IllegalArgumentException("a memory needs content");
    tags = List.copyOf(tags);
    metadata = Metadata.copy(metadata);
  }

  /** One that a person or a program wrote down. */
  public static NewMemory written(
      String content,
      @Nullable String title,
      List<String> tags,
      Map<String, Object> metadata,
      Site site) {
    return new NewMemory(content, title, tags, metadata, site, null, new Validity.Current(null));
  }
}
