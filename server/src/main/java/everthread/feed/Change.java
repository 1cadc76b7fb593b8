package everthread.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changed in a space. Says that it changed, not how: the reader looks at the store,
 * so applying a change twice, or late, does no harm.
 *
 * @param position place in the space's feed, counted from 1 without gaps
 * @param conversationId the conversation of a changed message, null for a memory
 */
public record Change(
    long position, Subject subject, UUID subjectId, @Nullable UUID conversationId) {

  /** What kind of thing changed. */
  public enum Subject {
    MESSAGE,
    MEMORY,
    /** The whole conversation: title, active branch, or that it is gone. */
    CONVERSATION
  }
}
