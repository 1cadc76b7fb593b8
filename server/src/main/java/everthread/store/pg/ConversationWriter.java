package everthread.store.pg;

import everthread.capture.read.MadeUpId;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore.Saved;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Source;
import everthread.conversation.StoredMessage;
import everthread.feed.Change.Subject;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves one told conversation inside one transaction. */
final class ConversationWriter {
  /** $1 space, $2 hash. */
  private static final String IS_BARRED =
      "SELECT FROM conversation_tombstone WHERE space_id = $1 AND source_hash = $2";

  /** $1 space, $2 hash. */
  private static final String UNBAR =
      "DELETE FROM conversation_tombstone WHERE space_id = $1 AND source_hash = $2";

  /** $1 space, $2 id, $3 site, $4 source id, $5 created or seen, $6 seen. */
  private static final String OPEN =
      """
      INSERT INTO conversation (space_id, id, site, source_id, created_at, updated_at, told_at)
      VALUES ($1, $2, $3, $4, $5, $5, $6)
      ON CONFLICT ON CONSTRAINT conversation_source DO NOTHING
      """;

  /** $1 space, $2 site, $3 source id: locks the row, so that two writers take turns. */
  private static final String LOCK =
      "SELECT "
          + ConversationRow.COLUMNS
          + " FROM conversation WHERE space_id = $1 AND site = $2 AND source_id = $3 FOR UPDATE";

  /**
   * $1 space, $2 conversation, $3 source ids, $4 whether all, $5 whether those with a made-up id.
   */
  private static final String KEPT =
      "SELECT "
          + MessageRow.COLUMNS
          + """
           FROM message WHERE space_id = $1 AND conversation_id = $2
            AND (source_id = ANY($3) OR $4 OR ($5 AND (source = 0 OR starts_with(source_id, 'dom-'))))
          ORDER BY coalesce(said_at, first_seen_at), ordinal
          """;

  /** $1 space, $2 conversation. */
  private static final String NEXT_ORDINAL =
      """
      SELECT coalesce(max(ordinal) + 1, 0) AS next, count(*) FILTER (
          WHERE source = 0 OR starts_with(source_id, 'dom-')) AS without_id
      FROM message WHERE space_id = $1 AND conversation_id = $2
      """;

  /** $1 space, $2 conversation, $3 to $9 what is told, $10 active leaf, $11 when it was named. */
  private static final String TELL =
      """
      UPDATE conversation SET title = $3, project = $4, url = $5, model = $6, created_at = $7,
        updated_at = $8, told_at = $9, active_leaf_source_id = $10, active_leaf_seen_at = $11,
        message_count = (SELECT count(*) FROM message WHERE space_id = $1 AND conversation_id = $2)
      WHERE space_id = $1 AND id = $2
      """;

  private final Transaction transaction;
  private final SpaceId space;
  private final Source source;
  private final Instant seenAt;

  ConversationWriter(Transaction transaction, SpaceId space, Source source, Instant seenAt) {
    this.transaction = transaction;
    this.space = space;
    this.source = source;
    this.seenAt = seenAt;
  }

  Saved save(Conversation told) {
    checkNotDeleted(told);
    var row = open(told);
    var merge = merge(told, row);
    var changes = merge.result();
    new MessageRows(transaction, space, row.id()).write(changes);
    var now = tell(told, row, merge);
    var changed = changed(row, changes, ToldAnew.is(row, now, changes, merge.kept()));
    return new Saved(row.id(), changed);
  }

  private void checkNotDeleted(Conversation told) {
    var hash = ConversationErasure.hash(told.site(), told.sourceId());
    if (source == Source.API) {
      transaction.run(UNBAR, space.value(), hash);
    } else if (transaction.run(IS_BARRED, space.value(), hash).size() > 0) {
      throw deleted();
    }
  }

  private static ProblemException deleted() {
    return new ProblemException(
        new Problem.Refused("deleted", "This conversation was deleted and is not kept again."));
  }

  private ConversationRow open(Conversation told) {
    var created = Columns.of(told.createdAt() == null ? firstSaid(told) : told.createdAt());
    transaction.run(
        OPEN,
        space.value(),
        Ids.next(),
        told.site().name(),
        told.sourceId(),
        created,
        Columns.of(seenAt));
    var row =
        transaction
            .first(ConversationRow::of, LOCK, space.value(), told.site().name(), told.sourceId())
            .orElseThrow();
    if (!row.hidden()) return row;
    if (source != Source.API) throw deleted();
    ConversationErasure.restore(transaction, space, row.id());
    return row;
  }

  private Instant firstSaid(Conversation told) {
    return told.messages().stream()
        .map(Message::createdAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(seenAt);
  }

  private record Merged(MessageMerge.Result result, MessageMerge merge, List<MessageRow> kept) {}

  private Merged merge(Conversation told, ConversationRow row) {
    record Standing(int nextOrdinal, boolean anyWithoutId) {}
    var standing =
        transaction
            .first(
                found -> new Standing(found.getInteger("next"), found.getLong("without_id") > 0),
                NEXT_ORDINAL,
                space.value(),
                row.id())
            .orElseThrow();
    var kept =
        transaction.list(
            MessageRow::of,
            KEPT,
            space.value(),
            row.id(),
            told.messages().stream().map(Message::sourceId).toArray(String[]::new),
            source == Source.DOM || anyMadeUp(told),
            standing.anyWithoutId());
    var merge = new MessageMerge(kept, standing.nextOrdinal(), source, seenAt);
    return new Merged(merge.merge(told), merge, kept);
  }

  private static boolean anyMadeUp(Conversation told) {
    return told.messages().stream().anyMatch(message -> MadeUpId.isMadeUp(message.sourceId()));
  }

  private ConversationRow tell(Conversation told, ConversationRow row, Merged merged) {
    boolean newer = !seenAt.isBefore(row.toldAt());
    var leaf = merged.merge().keptId(told.activeLeaf());
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
            createdAt(told, row, merged),
            updatedAt(row, merged),
            named ? leaf : row.activeLeaf(),
            named ? seenAt : row.activeLeafSeenAt(),
            row.toldAt(),
            row.messageCount(),
            row.hidden());
    if (now.equals(row) && merged.result().changesNothing()) return row;
    transaction.run(
        TELL,
        space.value(),
        row.id(),
        now.title(),
        now.project(),
        now.url(),
        now.model(),
        Columns.of(now.createdAt()),
        Columns.of(now.updatedAt()),
        Columns.of(newer ? seenAt : row.toldAt()),
        now.activeLeaf(),
        Columns.of(now.activeLeafSeenAt()));
    return now;
  }

  private static @Nullable String newest(
      boolean newer, @Nullable String told, @Nullable String kept) {
    if (told == null || told.isBlank()) return kept;
    return newer || kept == null ? told : kept;
  }

  private static Instant createdAt(Conversation told, ConversationRow row, Merged merged) {
    var begun = told.createdAt();
    if (begun != null) return begun;
    return merged.result().added().stream()
        .map(MessageRow::time)
        .filter(row.createdAt()::isAfter)
        .min(Instant::compareTo)
        .orElse(row.createdAt());
  }

  private static Instant updatedAt(ConversationRow row, Merged merged) {
    return java.util.stream.Stream.concat(
            merged.result().added().stream(), merged.result().replaced().values().stream())
        .map(MessageRow::time)
        .filter(row.updatedAt()::isBefore)
        .max(Instant::compareTo)
        .orElse(row.updatedAt());
  }

  private List<StoredMessage> changed(
      ConversationRow row, MessageMerge.Result changes, boolean toldAnew) {
    var rows = new ArrayList<>(changes.added());
    rows.addAll(changes.replaced().values());

    var drafts = new ArrayList<PgChangeFeed.Draft>();
    for (var message : rows) {
      drafts.add(new PgChangeFeed.Draft(Subject.MESSAGE, message.id(), row.id()));
    }
    if (toldAnew) drafts.add(new PgChangeFeed.Draft(Subject.CONVERSATION, row.id(), row.id()));
    PgJobs.extractLater(transaction, space, row.id(), sayings(rows));
    PgChangeFeed.append(transaction, space, drafts);
    return new MessageTree(rows).messages(row.id());
  }

  /** Facts about a person are looked for in what people said. */
  private static List<UUID> sayings(List<MessageRow> rows) {
    return rows.stream()
        .filter(row -> row.role() == Role.USER && row.complete())
        .map(MessageRow::id)
        .toList();
  }
}
