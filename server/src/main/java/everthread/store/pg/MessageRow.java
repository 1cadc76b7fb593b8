package everthread.store.pg;

import everthread.conversation.Attachment;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Source;
import everthread.conversation.StoredMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of table message. */
record MessageRow(
    UUID id,
    String sourceId,
    @Nullable String parentSourceId,
    Role role,
    @Nullable String author,
    String text,
    @Nullable String reasoning,
    @Nullable String model,
    @Nullable Instant saidAt,
    Instant firstSeenAt,
    Instant seenAt,
    int ordinal,
    Source source,
    boolean complete,
    List<Attachment> attachments) {
  static final String COLUMNS =
      "id, source_id, parent_source_id, role, author, text, reasoning, model, said_at,"
          + " first_seen_at, seen_at, ordinal, source, complete, attachments";

  static MessageRow of(Row row) {
    return new MessageRow(
        row.getUUID("id"),
        row.getString("source_id"),
        row.getString("parent_source_id"),
        Role.valueOf(row.getString("role")),
        row.getString("author"),
        row.getString("text"),
        row.getString("reasoning"),
        row.getString("model"),
        Columns.instant(row, "said_at"),
        Columns.time(row, "first_seen_at"),
        Columns.time(row, "seen_at"),
        row.getInteger("ordinal"),
        Source.values()[row.getShort("source")],
        row.getBoolean("complete"),
        attachments(Columns.array(row, "attachments")));
  }

  static MessageRow fresh(UUID id, Message told, Source source, Instant seenAt, int ordinal) {
    return new MessageRow(
        id,
        told.sourceId(),
        told.parentSourceId(),
        told.role(),
        told.author(),
        told.text(),
        told.reasoning(),
        told.model(),
        told.createdAt(),
        seenAt,
        seenAt,
        ordinal,
        source,
        told.complete(),
        told.attachments());
  }

  /** When it was said, as well as is known. */
  Instant time() {
    return saidAt != null ? saidAt : firstSeenAt;
  }

  StoredMessage stored(UUID conversationId, @Nullable UUID parentId) {
    return new StoredMessage(
        id,
        conversationId,
        sourceId,
        parentId,
        role,
        author,
        text,
        reasoning,
        model,
        time(),
        complete,
        attachments);
  }

  /** True when a reader of the conversation would see no difference. */
  boolean tellsTheSameAs(MessageRow other) {
    return with(other.seenAt, other.source).equals(other);
  }

  private MessageRow with(Instant seenAt, Source source) {
    return new MessageRow(
        id,
        sourceId,
        parentSourceId,
        role,
        author,
        text,
        reasoning,
        model,
        saidAt,
        firstSeenAt,
        seenAt,
        ordinal,
        source,
        complete,
        attachments);
  }

  JsonArray attachmentsJson() {
    var array = new JsonArray();
    for (var attachment : attachments) {
      array.add(new JsonObject().put("name", attachment.name()).put("type", attachment.type()));
    }
    return array;
  }

  private static List<Attachment> attachments(JsonArray array) {
    return array.stream()
        .map(JsonObject.class::cast)
        .map(object -> new Attachment(object.getString("name"), object.getString("type")))
        .toList();
  }
}
