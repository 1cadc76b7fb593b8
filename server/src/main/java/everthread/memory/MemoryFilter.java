package everthread.memory;

import everthread.conversation.Site;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which memories to list; a null does not narrow.
 *
 * @param heldAt those that held then, as far as is known now, whether or not they hold today
 */
public record MemoryFilter(
    @Nullable Site site,
    @Nullable String tag,
    @Nullable State state,
    @Nullable UUID conversationId,
    @Nullable Instant heldAt) {

  public static final MemoryFilter ALL = new MemoryFilter(null, null, null, null);

  public MemoryFilter(
      @Nullable Site site,
      @Nullable String tag,
      @Nullable State state,
      @Nullable UUID conversationId) {
    this(site, tag, state, conversationId, null);
  }

  /** The tabs of the memories page. */
  public enum State {
    CURRENT,
    IN_REVIEW,
    SUPERSEDED,
    /** Hidden, not yet erased. */
    DELETED
  }
}
