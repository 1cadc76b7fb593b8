package everthread.store.pg;

import everthread.feed.Change.Subject;
import everthread.space.SpaceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pairs of messages of which the newer tells anew what the older told, inside one transaction. */
final class MessageMarks {
  /** So many newer ones of a message are enough; a figure told weekly would mark all with all. */
  private static final int MOST = 400;

  /**
   * $1 space, $2 older, $3 newer: of one length. Both are still there, and what is marked is only
   * the older: it is what search has to know anew.
   */
  private static final String ADD =
      """
      WITH fresh AS (
        INSERT INTO message_mark (space_id, older_id, newer_id)
        SELECT $1, pair.older, pair.newer FROM unnest($2::uuid[], $3::uuid[]) AS pair (older, newer)
        WHERE EXISTS (SELECT FROM message WHERE space_id = $1 AND id = pair.older)
          AND EXISTS (SELECT FROM message WHERE space_id = $1 AND id = pair.newer)
        ON CONFLICT ON CONSTRAINT message_mark_pkey DO NOTHING
        RETURNING older_id)
      SELECT DISTINCT message.id, message.conversation_id FROM fresh
      JOIN message ON message.space_id = $1 AND message.id = fresh.older_id
      """;

  /** $1 space, $2 messages. */
  private static final String NEWER =
      """
      SELECT older_id, newer_id FROM message_mark
      WHERE space_id = $1 AND older_id = ANY($2) ORDER BY older_id, newer_id
      """;

  private final Transaction transaction;
  private final SpaceId space;

  MessageMarks(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  record Pair(UUID older, UUID newer) {}

  /** What of it is new, to be appended to the feed. */
  List<PgChangeFeed.Draft> mark(Collection<Pair> pairs) {
    var distinct = new LinkedHashSet<>(pairs).stream().limit(MOST).toList();
    if (distinct.isEmpty()) return List.of();
    return transaction.list(
        row ->
            new PgChangeFeed.Draft(
                Subject.MESSAGE, row.getUUID("id"), row.getUUID("conversation_id")),
        ADD,
        space.value(),
        distinct.stream().map(Pair::older).toArray(UUID[]::new),
        distinct.stream().map(Pair::newer).toArray(UUID[]::new));
  }

  /** The newer ones of each message that has any. */
  Map<UUID, List<UUID>> newer(Collection<UUID> messages) {
    if (messages.isEmpty()) return Map.of();
    var newer = new HashMap<UUID, List<UUID>>();
    for (var row : transaction.run(NEWER, space.value(), messages.toArray(UUID[]::new))) {
      newer
          .computeIfAbsent(row.getUUID("older_id"), id -> new java.util.ArrayList<>())
          .add(row.getUUID("newer_id"));
    }
    return newer;
  }
}
