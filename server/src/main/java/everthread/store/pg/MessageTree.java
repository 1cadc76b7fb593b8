package everthread.store.pg;

import everthread.conversation.StoredMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts a conversation's rows in order: parents before children, otherwise by time. Where the
 * message that another follows was never captured, that one is taken to follow the newest message
 * before it, so that a gap does not cut the conversation in two.
 */
final class MessageTree {
  private static final Comparator<MessageRow> BY_TIME =
      Comparator.comparing(MessageRow::time).thenComparingInt(MessageRow::ordinal);

  private final Map<String, MessageRow> bySourceId = new HashMap<>();
  private final Map<String, String> parents = new HashMap<>();
  private final List<MessageRow> sorted;

  MessageTree(List<MessageRow> rows) {
    sorted = rows.stream().sorted(BY_TIME).toList();
    for (var row : sorted) bySourceId.put(row.sourceId(), row);
    for (int i = 0; i < sorted.size(); i++) {
      var parent = parentOf(i);
      if (parent != null) parents.put(sorted.get(i).sourceId(), parent);
    }
  }

  private @Nullable String parentOf(int index) {
    var row = sorted.get(index);
    var told = row.parentSourceId();
    if (told == null) return null;
    if (bySourceId.containsKey(told)) return told;
    return index == 0 ? null : sorted.get(index - 1).sourceId();
  }

  List<StoredMessage> messages(UUID conversationId) {
    var ordered = new ArrayList<StoredMessage>(sorted.size());
    var done = new HashSet<String>();
    for (var row : sorted) visit(row, conversationId, ordered, done);
    return ordered;
  }

  /**
   * Ancestors first, without recursion: a chain may be thousands long. Where messages are told to
   * follow each other in a circle, the circle is opened: one of them follows none.
   */
  private void visit(
      MessageRow row, UUID conversationId, List<StoredMessage> ordered, Set<String> done) {
    var chain = new ArrayList<MessageRow>();
    var at = row;
    while (at != null && done.add(at.sourceId())) {
      chain.add(at);
      var parent = parents.get(at.sourceId());
      at = parent == null ? null : bySourceId.get(parent);
    }
    if (at != null && chain.contains(at)) parents.remove(chain.getLast().sourceId());
    for (var link : chain.reversed()) ordered.add(stored(link, conversationId));
  }

  private StoredMessage stored(MessageRow row, UUID conversationId) {
    var parent = parents.get(row.sourceId());
    var parentRow = parent == null ? null : bySourceId.get(parent);
    return row.stored(conversationId, parentRow == null ? null : parentRow.id());
  }
}
