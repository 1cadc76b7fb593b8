package everthread.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changed in a space. Says that it changed, not how: the reader looks at the store,
 * so applying a change twice, or late, does no harm.
 *
 * @param position place in the space's feed, counted from 1 without gaps
 * @param conversationId the conversation of a changed message, null for a memory
 * @param changedAt when the change's transaction began
 */
public record Change(
    long position,
    Subject subject,
    UUID subjectId,
    @Nullable UUID conversationId,
    Instant changedAt) {

  /**
   * Tells this change from another at the same position, which a feed has after its database was
   * put back to an older state and written to again.
   */
  public String mark() {
    return subject + " " + subjectId + " " + changedAt;
  }

  /** What kind of thing changed. */
  public enum Subject {
    MESSAGE,
    MEMORY,
    /** The whole conversation: title, active branch, or that it is gone. */
    CONVERSATION,
    /**
     * A message, or a memory where no conversation is named, has other vectors; its text stands.
     */
    VECTORS
  }
}
