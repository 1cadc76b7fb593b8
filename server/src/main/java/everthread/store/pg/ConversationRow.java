package everthread.store.pg;

import everthread.conversation.ConversationSummary;
import everthread.conversation.Site;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of table conversation. */
record ConversationRow(
    UUID id,
    Site site,
    String sourceId,
    @Nullable String title,
    @Nullable String project,
    @Nullable String url,
    @Nullable String model,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String activeLeaf,
    @Nullable Instant activeLeafSeenAt,
    Instant toldAt,
    int messageCount,
    boolean hidden) {
  static final String COLUMNS =
      "id, site, source_id, title, project, url, model, created_at, updated_at,"
          + " active_leaf_source_id, active_leaf_seen_at, told_at, message_count,"
          + " hidden_at IS NOT NULL AS hidden";

  /** $1 space; $2 ids, $3 to $12 the columns that a telling may change: arrays of one length. */
  private static final String UPDATE =
      """
      UPDATE conversation SET title = told.title, project = told.project, url = told.url,
        model = told.model, created_at = told.created_at, updated_at = told.updated_at,
        told_at = told.told_at, active_leaf_source_id = told.leaf,
        active_leaf_seen_at = told.leaf_seen_at, message_count = told.message_count
      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
        $8::timestamptz[], $9::timestamptz[], $10::text[], $11::timestamptz[], $12::int[])
        AS told (id, title, project, url, model, created_at, updated_at, told_at, leaf,
          leaf_seen_at, message_count)
      WHERE conversation.space_id = $1 AND conversation.id = told.id
      """;

  static ConversationRow of(Row row) {
    return new ConversationRow(
        row.getUUID("id"),
        Site.valueOf(row.getString("site")),
        row.getString("source_id"),
        row.getString("title"),
        row.getString("project"),
        row.getString("url"),
        row.getString("model"),
        Columns.time(row, "created_at"),
        Columns.time(row, "updated_at"),
        row.getString("active_leaf_source_id"),
        Columns.instant(row, "active_leaf_seen_at"),
        Columns.time(row, "told_at"),
        row.getInteger("message_count"),
        row.getBoolean("hidden"));
  }

  /** Writes rows whose conversations the transaction has locked. */
  static void update(Transaction transaction, SpaceId space, List<ConversationRow> rows) {
    if (rows.isEmpty()) return;
    transaction.run(
        UPDATE,
        space.value(),
        rows.stream().map(ConversationRow::id).toArray(UUID[]::new),
        texts(rows, ConversationRow::title),
        texts(rows, ConversationRow::project),
        texts(rows, ConversationRow::url),
        texts(rows, ConversationRow::model),
        times(rows, ConversationRow::createdAt),
        times(rows, ConversationRow::updatedAt),
        times(rows, ConversationRow::toldAt),
        texts(rows, ConversationRow::activeLeaf),
        times(rows, ConversationRow::activeLeafSeenAt),
        rows.stream().map(ConversationRow::messageCount).toArray(Integer[]::new));
  }

  private static @Nullable String[] texts(
      List<ConversationRow> rows, Function<ConversationRow, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static @Nullable OffsetDateTime[] times(
      List<ConversationRow> rows, Function<ConversationRow, @Nullable Instant> column) {
    return rows.stream().map(column).map(Columns::of).toArray(OffsetDateTime[]::new);
  }

  ConversationRow toldAt(Instant time) {
    return with(time, hidden);
  }

  ConversationRow shown() {
    return with(toldAt, false);
  }

  private ConversationRow with(Instant toldAt, boolean hidden) {
    return new ConversationRow(
        id,
        site,
        sourceId,
        title,
        project,
        url,
        model,
        createdAt,
        updatedAt,
        activeLeaf,
        activeLeafSeenAt,
        toldAt,
        messageCount,
        hidden);
  }

  ConversationSummary summary() {
    return new ConversationSummary(
        id, site, sourceId, title, project, url, model, createdAt, updatedAt, messageCount);
  }
}
