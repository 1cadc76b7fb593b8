package everthread.conversation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with its messages.
 *
 * @param messages parents before their children, by time; all branches
 * @param activeLeaf id of the last message of the branch that is shown; null only when there are no
 *     messages
 */
public record StoredConversation(
    ConversationSummary summary, List<StoredMessage> messages, @Nullable UUID activeLeaf) {
  public StoredConversation {
    messages = List.copyOf(messages);
  }

  /** The messages of the shown branch, first to last. */
  public List<StoredMessage> activeBranch() {
    return Branches.to(messages, activeLeaf);
  }
}
