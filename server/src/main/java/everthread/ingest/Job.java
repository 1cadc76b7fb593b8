package everthread.ingest;

import everthread.space.SpaceId;
import java.util.List;
import java.util.UUID;

/**
 * Work to be done after a commit. May run more than once: every kind is safe to repeat.
 *
 * @param messageIds of EXTRACT: the messages to look at; empty otherwise
 * @param attempts how many times it was tried before this time
 */
public record Job(
    SpaceId space, UUID id, Kind kind, UUID subjectId, List<UUID> messageIds, int attempts) {
  public Job {
    messageIds = List.copyOf(messageIds);
  }

  /** What is to be done with the subject. */
  public enum Kind {
    /** Subject is a capture. */
    READ,
    /** Subject is a conversation. */
    EXTRACT,
    /** Subject is a conversation that was hidden ten minutes ago. */
    ERASE_CONVERSATION,
    /** Subject is a memory that was hidden ten minutes ago. */
    ERASE_MEMORY,
    /** Subject is the space: what was kept before is read for what it tells anew. */
    SETTLE,
    /** Subject is a capture: what could not be read is put back for reading, behind its id. */
    READ_AGAIN,
    /** As READ_AGAIN, of everything that is kept. */
    READ_ALL_AGAIN
  }
}
