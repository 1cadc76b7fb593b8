package everthread.store.pg;

import everthread.space.SpaceId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes messages of several conversations, each kind in one statement. */
final class MessageRows {
  /**
   * $1 space; $2 conversations wanted whole; $3 conversations and $4 source ids, of one length; $5
   * conversations of which those with a made-up id are wanted. A row may come twice.
   */
  private static final String KEPT =
      """
      SELECT m.* FROM message m
      WHERE m.space_id = $1 AND m.conversation_id = ANY($2)
      UNION ALL
      SELECT m.* FROM unnest($3::uuid[], $4::text[])
        AS told (conversation_id, source_id)
      JOIN message m ON m.space_id = $1 AND m.conversation_id = told.conversation_id
        AND m.source_id = told.source_id
      UNION ALL
      SELECT m.* FROM message m
      WHERE m.space_id = $1 AND m.conversation_id = ANY($5)
        AND (m.source = 0 OR starts_with(m.source_id, 'dom-'))
      """;

  private static final String ARRAYS =
      """
      (SELECT conversation_id, id, source_id, parent_source_id, role, author, text, reasoning, model,
        said_at, first_seen_at, seen_at, ordinal, source, complete, attachments::jsonb AS attachments
      FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[],
        $14::int[], $15::smallint[], $16::bool[], $17::text[])
      AS listed (conversation_id, id, source_id, parent_source_id, role, author, text, reasoning,
        model, said_at, first_seen_at, seen_at, ordinal, source, complete, attachments)) AS told
      """;

  /**
   * $1 space, $2 conversations, $3 to $17 the columns of {@link MessageRow}: arrays of one length.
   */
  private static final String INSERT =
      "INSERT INTO message (space_id, conversation_id, "
          + MessageRow.COLUMNS
          + ") SELECT $1, told.* FROM "
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
          + """
           WHERE message.space_id = $1 AND message.conversation_id = told.conversation_id
            AND message.id = told.id
          """;

  /** $1 space; $2 conversations, $3 old ids, $4 new ids: of one length. */
  private static final String RENAME_PARENTS =
      """
      UPDATE message SET parent_source_id = renamed.now
      FROM unnest($2::uuid[], $3::text[], $4::text[]) AS renamed (conversation_id, old, now)
      WHERE message.space_id = $1 AND message.conversation_id = renamed.conversation_id
        AND message.parent_source_id = renamed.old
      """;

  /** A message and the conversation that it stands in. */
  record Placed(UUID conversationId, MessageRow row) {}

  /** Of one conversation, the messages that a telling may mean: all, or those of these ids. */
  record Wanted(UUID conversationId, boolean all, List<String> sourceIds) {}

  private final Transaction transaction;
  private final SpaceId space;

  MessageRows(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  /** What is kept of the wanted, and whatever has a made-up id, by conversation, in order. */
  Map<UUID, List<MessageRow>> kept(List<Wanted> wanted) {
    if (wanted.isEmpty()) return Map.of();
    var whole = new ArrayList<UUID>();
    var parts = new ArrayList<UUID>();
    var conversations = new ArrayList<UUID>();
    var sourceIds = new ArrayList<String>();
    for (var each : wanted) {
      if (each.all()) {
        whole.add(each.conversationId());
        continue;
      }
      parts.add(each.conversationId());
      for (var id : each.sourceIds()) {
        conversations.add(each.conversationId());
        sourceIds.add(id);
      }
    }
    var found =
        transaction.run(
            KEPT,
            space.value(),
            whole.toArray(UUID[]::new),
            conversations.toArray(UUID[]::new),
            sourceIds.toArray(String[]::new),
            parts.toArray(UUID[]::new));
    var kept = new HashMap<UUID, Map<UUID, MessageRow>>();
    for (var row : found) {
      var message = MessageRow.of(row);
      kept.computeIfAbsent(row.getUUID("conversation_id"), id -> new LinkedHashMap<>())
          .put(message.id(), message);
    }
    var ordered = new HashMap<UUID, List<MessageRow>>();
    kept.forEach((id, rows) -> ordered.put(id, rows.values().stream().sorted(ORDER).toList()));
    return ordered;
  }

  private static final Comparator<MessageRow> ORDER =
      Comparator.comparing(MessageRow::time).thenComparing(MessageRow::ordinal);

  void insert(List<Placed> rows) {
    run(INSERT, rows);
  }

  void update(List<Placed> rows) {
    run(UPDATE, rows);
  }

  /** Those who named a parent by its made-up id name it by its true one; by conversation. */
  void rename(Map<UUID, Map<String, String>> renamed) {
    if (renamed.isEmpty()) return;
    var conversations = new ArrayList<UUID>();
    var olds = new ArrayList<String>();
    var news = new ArrayList<String>();
    renamed.forEach(
        (conversation, names) ->
            names.forEach(
                (old, now) -> {
                  conversations.add(conversation);
                  olds.add(old);
                  news.add(now);
                }));
    transaction.run(
        RENAME_PARENTS,
        space.value(),
        conversations.toArray(UUID[]::new),
        olds.toArray(String[]::new),
        news.toArray(String[]::new));
  }

  private void run(String sql, List<Placed> placed) {
    if (placed.isEmpty()) return;
    var rows = placed.stream().map(Placed::row).toList();
    transaction.run(
        sql,
        space.value(),
        placed.stream().map(Placed::conversationId).toArray(UUID[]::new),
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
        texts(rows, row -> row.attachments().isEmpty() ? "[]" : row.attachmentsJson().encode()));
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
