package everthread.store.pg;

import everthread.conversation.ConversationSummary;
import everthread.conversation.Site;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
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

  ConversationSummary summary() {
    return new ConversationSummary(
        id, site, sourceId, title, project, url, model, createdAt, updatedAt, messageCount);
  }
}
