package everthread.store.pg;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a telling changed how a conversation as a whole is found, or only added to it. A
 * change of the whole leads to reading all its messages for the index again. Pure.
 */
final class ToldAnew {
  private ToldAnew() {}

  /**
   * Whether more than the added and replaced messages looks different now: what is said of the
   * whole conversation, which of the messages that were there is shown, or how they follow.
   *
   * @param kept the rows that were there of the messages that were told
   */
  static boolean is(
      ConversationRow before,
      ConversationRow now,
      MessageMerge.Result changes,
      List<MessageRow> kept) {
    return !Objects.equals(before.title(), now.title())
        || !Objects.equals(before.project(), now.project())
        || !Objects.equals(before.url(), now.url())
        || before.hidden() != now.hidden()
        || !Objects.equals(before.activeLeaf(), now.activeLeaf())
            && !isAdded(now.activeLeaf(), changes)
        || !changes.renamed().isEmpty()
        || changes.replaced().values().stream().anyMatch(row -> followsAnother(row, kept));
  }

  private static boolean isAdded(@Nullable String leaf, MessageMerge.Result changes) {
    return changes.added().stream().anyMatch(row -> row.sourceId().equals(leaf));
  }

  private static boolean followsAnother(MessageRow now, List<MessageRow> kept) {
    return kept.stream()
        .filter(before -> before.id().equals(now.id()))
        .anyMatch(
            before ->
                !Objects.equals(before.parentSourceId(), now.parentSourceId())
                    || !before.time().equals(now.time()));
  }
}
