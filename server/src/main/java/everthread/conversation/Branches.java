package everthread.conversation;

import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks the tree of a conversation's messages. Pure. */
public final class Branches {
  private Branches() {}

  /** The messages from the first one to the leaf; empty for a null or unknown leaf. */
  public static List<StoredMessage> to(List<StoredMessage> messages, @Nullable UUID leaf) {
    Map<UUID, StoredMessage> byId = new HashMap<>();
    for (var message : messages) byId.put(message.id(), message);

    var branch = new LinkedList<StoredMessage>();
    var at = leaf == null ? null : byId.remove(leaf);
    while (at != null) {
      branch.addFirst(at);
      var parent = at.parentId();
      at = parent == null ? null : byId.remove(parent);
    }
    return List.copyOf(branch);
  }

  /** The messages that follow the same parent as the given one, itself included, oldest first. */
  public static List<StoredMessage> siblings(List<StoredMessage> messages, StoredMessage message) {
    return messages.stream()
        .filter(other -> java.util.Objects.equals(other.parentId(), message.parentId()))
        .toList();
  }

  /** The newest leaf below a message, itself when it has no children. */
  public static UUID newestLeafBelow(List<StoredMessage> messages, UUID message) {
    var newest = new HashMap<UUID, UUID>();
    for (var other : messages) {
      if (other.parentId() != null) newest.put(other.parentId(), other.id());
    }
    var at = message;
    for (var below = newest.remove(at); below != null; below = newest.remove(at)) at = below;
    return at;
  }
}
