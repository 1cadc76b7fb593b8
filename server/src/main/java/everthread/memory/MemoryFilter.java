package everthread.memory;

import everthread.conversation.Site;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which memories to list; a null does not narrow. */
public record MemoryFilter(
    @Nullable Site site,
    @Nullable String tag,
    @Nullable State state,
    @Nullable UUID conversationId) {

  public static final MemoryFilter ALL = new MemoryFilter(null, null, null, null);

  /** The tabs of the memories page. */
  public enum State {
    CURRENT,
    IN_REVIEW,
    SUPERSEDED,
    /** Hidden, not yet erased. */
    DELETED
  }
}
