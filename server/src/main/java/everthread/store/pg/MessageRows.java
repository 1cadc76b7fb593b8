package everthread.store.pg;

import everthread.space.SpaceId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one conversation's messages, each kind of write in one statement. */
final class MessageRows {
  private static final String ARRAYS =
      """
      (SELECT id, source_id, parent_source_id, role, author, text, reasoning, model, said_at,
        first_seen_at, seen_at, ordinal, source, complete, attachments::jsonb AS attachments
      FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::text[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::int[],
        $15::smallint[], $16::bool[], $17::text[])
      AS listed (id, source_id, parent_source_id, role, author, text, reasoning, model, said_at,
        first_seen_at, seen_at, ordinal, source, complete, attachments)) AS told
      """;

  /**
   * $1 space, $2 conversation, $3 to $17 the columns of {@link MessageRow}, arrays of one length.
   */
  private static final String INSERT =
      "INSERT INTO message (space_id, conversation_id, "
          + MessageRow.COLUMNS
          + ") SELECT $1, $2, told.* FROM "
          + ARRAYS;

  /** As INSERT. */
  private static final String UPDATE =
      """
      UPDATE message SET source_id = told.source_id, parent_source_id = told.parent_source_id,
        role = told.role, author = told.author, text = told.text, reasoning = told.reasoning,
        model = told.model, said_at = told.said_at, seen_at = told.seen_at, source = told.source,
        complete = told.complete, attachments = told.attachments
      FROM
      """
          + ARRAYS
          + " WHERE message.space_id = $1 AND message.conversation_id = $2 AND message.id = told.id";

  /** $1 space, $2 conversation, $3 old ids, $4 new ids. */
  private static final String RENAME_PARENTS =
      """
      UPDATE message SET parent_source_id = renamed.now
      FROM unnest($3::text[], $4::text[]) AS renamed (old, now)
      WHERE space_id = $1 AND conversation_id = $2 AND parent_source_id = renamed.old
      """;

  private final Transaction transaction;
  private final SpaceId space;
  private final UUID conversationId;

  MessageRows(Transaction transaction, SpaceId space, UUID conversationId) {
    this.transaction = transaction;
    this.space = space;
    this.conversationId = conversationId;
  }

  void write(MessageMerge.Result changes) {
    run(INSERT, changes.added());
    var updates = new ArrayList<>(changes.replaced().values());
    updates.addAll(changes.silently());
    run(UPDATE, updates);
    rename(changes.renamed());
  }

  private void rename(Map<String, String> renamed) {
    if (renamed.isEmpty()) return;
    var olds = List.copyOf(renamed.keySet());
    transaction.run(
        RENAME_PARENTS,
        space.value(),
        conversationId,
        olds.toArray(String[]::new),
        olds.stream().map(renamed::get).toArray(String[]::new));
  }

  private void run(String sql, Collection<MessageRow> rows) {
    if (rows.isEmpty()) return;
    transaction.run(
        sql,
        space.value(),
        conversationId,
        rows.stream().map(MessageRow::id).toArray(UUID[]::new),
        texts(rows, MessageRow::sourceId),
        texts(rows, MessageRow::parentSourceId),
        texts(rows, row -> row.role().name()),
        texts(rows, MessageRow::author),
        texts(rows, MessageRow::text),
        texts(rows, MessageRow::reasoning),
        texts(rows, MessageRow::model),
        times(rows, row -> Columns.of(row.saidAt())),
        times(rows, row -> Columns.of(row.firstSeenAt())),
        times(rows, row -> Columns.of(row.seenAt())),
        rows.stream().map(MessageRow::ordinal).toArray(Integer[]::new),
        rows.stream().map(row -> (short) row.source().ordinal()).toArray(Short[]::new),
        rows.stream().map(MessageRow::complete).toArray(Boolean[]::new),
        texts(rows, row -> row.attachmentsJson().encode()));
  }

  private static @Nullable String[] texts(
      Collection<MessageRow> rows, Function<MessageRow, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static @Nullable OffsetDateTime[] times(
      Collection<MessageRow> rows, Function<MessageRow, @Nullable OffsetDateTime> column) {
    return rows.stream().map(column).toArray(OffsetDateTime[]::new);
  }
}
