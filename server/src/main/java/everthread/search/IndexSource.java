package everthread.search;

import everthread.conversation.ConversationSummary;
import everthread.conversation.StoredMessage;
import everthread.feed.Change;
import everthread.memory.Memory;
import everthread.search.embed.EmbeddedChunk;
import everthread.space.SpaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an index reads from the store. Each call sees one consistent state. Blocks. */
public interface IndexSource {

  /**
   * A message with what stands around it in its branch.
   *
   * @param previous its parent, {@code previous2} the parent's parent
   * @param next its newest child, {@code next2} that one's newest child
   * @param onActiveBranch false for a message that an edit or regeneration replaced
   */
  record IndexedMessage(
      StoredMessage message,
      ConversationSummary conversation,
      @Nullable StoredMessage previous,
      @Nullable StoredMessage previous2,
      @Nullable StoredMessage next,
      @Nullable StoredMessage next2,
      boolean onActiveBranch) {}

  /**
   * What a batch of changes means for the index.
   *
   * @param chunks of the messages and memories here, those that have vectors of the model in use by
   *     now, each with all its chunks; a message without any yet is found by its words
   * @param newer of the messages here, those that later ones tell anew, with these
   */
  record Update(
      List<IndexedMessage> messages,
      List<Memory> memories,
      List<EmbeddedChunk> chunks,
      List<UUID> goneMessages,
      List<UUID> goneMemories,
      List<UUID> goneConversations,
      Map<UUID, List<UUID>> newer) {
    /** Without marks. */
    public Update(
        List<IndexedMessage> messages,
        List<Memory> memories,
        List<EmbeddedChunk> chunks,
        List<UUID> goneMessages,
        List<UUID> goneMemories,
        List<UUID> goneConversations) {
      this(messages, memories, chunks, goneMessages, goneMemories, goneConversations, Map.of());
    }

    public Update {
      messages = List.copyOf(messages);
      memories = List.copyOf(memories);
      chunks = List.copyOf(chunks);
      goneMessages = List.copyOf(goneMessages);
      goneMemories = List.copyOf(goneMemories);
      goneConversations = List.copyOf(goneConversations);
      newer = Map.copyOf(newer);
    }
  }

  /**
   * The things that the changes name as they stand now, the messages' neighbours included, and
   * those that are no longer visible.
   */
  Update load(SpaceId space, Collection<Change> changes);

  /** Walks through all that is visible in the space, in batches, for a rebuild. */
  void loadAll(SpaceId space, Consumer<Update> batch);
}
