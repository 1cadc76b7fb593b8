package everthread.store.pg;

import everthread.conversation.ConversationStore.Neighbours;
import everthread.conversation.StoredMessage;
import everthread.space.SpaceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds what stands directly before and after messages, without loading their conversations. */
final class MessageNeighbours {
  private static final String COLUMNS =
      "SELECT asked.id AS asked_id, asked.conversation_id, "
          + columns("near")
          + " FROM message asked JOIN message near ON near.space_id = $1"
          + " AND near.conversation_id = asked.conversation_id ";

  /** $1 space, $2 messages. */
  private static final String PREVIOUS =
      COLUMNS
          + "AND near.source_id = asked.parent_source_id"
          + " WHERE asked.space_id = $1 AND asked.id = ANY($2)";

  /** $1 space, $2 messages: a regenerated answer stands beside the older one, the newest last. */
  private static final String NEXT =
      COLUMNS
          + "AND near.parent_source_id = asked.source_id"
          + " WHERE asked.space_id = $1 AND asked.id = ANY($2) ORDER BY near.ordinal, near.id";

  /** $1 space, $2 messages. */
  private static final String THEMSELVES =
      "SELECT message.conversation_id, "
          + columns("message")
          + """
           FROM message JOIN conversation ON conversation.space_id = $1
            AND conversation.id = message.conversation_id AND conversation.hidden_at IS NULL
          WHERE message.space_id = $1 AND message.id = ANY($2)
          """;

  private MessageNeighbours() {}

  private static String columns(String table) {
    return table + "." + MessageRow.COLUMNS.replace(", ", ", " + table + ".");
  }

  static List<StoredMessage> themselves(
      Transaction transaction, SpaceId space, List<UUID> messages) {
    return transaction.list(
        row -> stored(MessageRow.of(row), row.getUUID("conversation_id")),
        THEMSELVES,
        space.value(),
        messages.toArray(UUID[]::new));
  }

  static Map<UUID, Neighbours> of(Transaction transaction, SpaceId space, List<UUID> messages) {
    if (messages.isEmpty()) return Map.of();
    var previous = near(transaction, PREVIOUS, space, messages);
    var next = near(transaction, NEXT, space, messages);
    var found = new HashMap<UUID, Neighbours>();
    for (var id : messages) {
      if (previous.containsKey(id) || next.containsKey(id)) {
        found.put(id, new Neighbours(previous.get(id), next.get(id)));
      }
    }
    return found;
  }

  private static Map<UUID, StoredMessage> near(
      Transaction transaction, String sql, SpaceId space, List<UUID> messages) {
    var found = new HashMap<UUID, StoredMessage>();
    for (var row : transaction.run(sql, space.value(), messages.toArray(UUID[]::new))) {
      var near = MessageRow.of(row);
      found.put(row.getUUID("asked_id"), stored(near, row.getUUID("conversation_id")));
    }
    return found;
  }

  /** The parent is left out: who asks for neighbours knows it or does not need it. */
  private static StoredMessage stored(MessageRow row, UUID conversation) {
    return new StoredMessage(
        row.id(),
        conversation,
        row.sourceId(),
        null,
        row.role(),
        row.author(),
        row.text(),
        row.reasoning(),
        row.model(),
        row.time(),
        row.complete(),
        row.attachments());
  }
}
