package everthread.store.pg;

import everthread.conversation.ConversationStore.Telling;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a further telling makes of a conversation's row. Pure. */
final class Retold {
  private Retold() {}

  /** The row from now on; the very same when nothing of the conversation changed. */
  static ConversationRow row(ConversationRow row, Telling telling, MessageMerge merge) {
    var told = telling.conversation();
    var seenAt = telling.seenAt();
    boolean newer = !seenAt.isBefore(row.toldAt());
    var leaf = merge.keptId(told.activeLeaf());
    boolean named =
        leaf != null
            && (row.activeLeafSeenAt() == null || !seenAt.isBefore(row.activeLeafSeenAt()));
    var now =
        new ConversationRow(
            row.id(),
            row.site(),
            row.sourceId(),
            newest(newer, told.title(), row.title()),
            newest(newer, told.project(), row.project()),
            newest(newer, told.url(), row.url()),
            newest(newer, told.model(), row.model()),
            createdAt(told.createdAt(), row, merge),
            updatedAt(row, merge),
            named ? leaf : row.activeLeaf(),
            named ? seenAt : row.activeLeafSeenAt(),
            row.toldAt(),
            row.messageCount() + merge.result().added().size(),
            row.hidden());
    if (now.equals(row) && merge.result().changesNothing()) return row;
    return newer ? now.toldAt(seenAt) : now;
  }

  private static @Nullable String newest(
      boolean newer, @Nullable String told, @Nullable String kept) {
    if (told == null || told.isBlank()) return kept;
    return newer || kept == null ? told : kept;
  }

  private static Instant createdAt(
      @Nullable Instant begun, ConversationRow row, MessageMerge merge) {
    if (begun != null) return begun;
    return merge.result().added().stream()
        .map(MessageRow::time)
        .filter(row.createdAt()::isAfter)
        .min(Instant::compareTo)
        .orElse(row.createdAt());
  }

  private static Instant updatedAt(ConversationRow row, MessageMerge merge) {
    return Stream.concat(
            merge.result().added().stream(), merge.result().replaced().values().stream())
        .map(MessageRow::time)
        .filter(row.updatedAt()::isBefore)
        .max(Instant::compareTo)
        .orElse(row.updatedAt());
  }
}
