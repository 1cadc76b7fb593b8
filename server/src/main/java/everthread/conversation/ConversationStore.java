package everthread.conversation;

import everthread.space.SpaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conversations. Every call is done in one transaction in one space, which calls at the same
 * time may share. Blocks: call from virtual threads.
 */
public interface ConversationStore {

  /** A conversation as somebody told it, and when it was seen. */
  record Telling(Conversation conversation, Source source, Instant seenAt) {}

  /**
   * Merges a told conversation into what is kept, by (site, source id). Safe to run twice. A better
   * source replaces a worse one for the same message; the same again changes nothing.
   *
   * @param seenAt when it was seen; the active branch is the one named by the newest
   * @return the conversation's id and the messages that are new or changed, in order
   * @throws everthread.problem.ProblemException with code {@code deleted} when a tombstone bars it
   */
  Saved save(SpaceId space, Conversation conversation, Source source, Instant seenAt);

  /** What {@link #save} did. */
  record Saved(UUID conversationId, List<StoredMessage> changed) {
    public Saved {
      changed = List.copyOf(changed);
    }
  }

  Optional<StoredConversation> find(SpaceId space, UUID id);

  /** The messages of these ids, without their parents' ids; one that is not there is left out. */
  List<StoredMessage> messages(SpaceId space, List<UUID> ids);

  /** What stands around messages; a message that is not there is absent. */
  Map<UUID, Neighbours> neighbours(SpaceId space, List<UUID> messages);

  /**
   * @param previous the message that it follows, null for a first one
   * @param next its newest successor, null for a last one
   */
  record Neighbours(@Nullable StoredMessage previous, @Nullable StoredMessage next) {
    public static final Neighbours NONE = new Neighbours(null, null);
  }

  /**
   * Newest first by their last message.
   *
   * @param after the id that the previous page ended with, null for the first page
   */
  List<ConversationSummary> list(
      SpaceId space, @Nullable Site site, @Nullable UUID after, int limit);

  /** Hides it everywhere; erased ten minutes later unless {@link #restore}d. False if not there. */
  boolean hide(SpaceId space, UUID id);

  /** Undoes {@link #hide} while it is not erased. False if there is nothing to undo. */
  boolean restore(SpaceId space, UUID id);

  /** Erases it now with its raw captures and jobs, leaving a tombstone. False if not there. */
  boolean erase(SpaceId space, UUID id);

  /**
   * Lets a conversation be captured again that was deleted: lifts its tombstone, and shows it again
   * while it is only hidden. What was erased stays erased. Safe to run twice. False if nothing
   * barred it.
   */
  boolean keepAgain(SpaceId space, Site site, String sourceId);
}
