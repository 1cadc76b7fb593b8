package everthread.store.pg;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.supersession.Sense;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of table memory, and says what of a memory goes into which column. */
final class MemoryRow {
  static final String COLUMNS =
      "id, content, title, tags, metadata, site, conversation_id, message_id, message_source_id,"
          + " role, author, quote, extractor, confidence, state, valid_since, valid_until,"
          + " superseded_by, created_at, updated_at, evidence";

  private MemoryRow() {}

  static Memory of(Row row) {
    return new Memory(
        row.getUUID("id"),
        row.getString("content"),
        row.getString("title"),
        Columns.texts(row, "tags"),
        Columns.object(row, "metadata"),
        Site.valueOf(row.getString("site")),
        provenance(row),
        validity(row),
        Columns.time(row, "created_at"),
        Columns.time(row, "updated_at"),
        row.getInteger("evidence"));
  }

  private static @Nullable Provenance provenance(Row row) {
    var message = row.getUUID("message_id");
    if (message == null) return null;
    return new Provenance(
        row.getUUID("conversation_id"),
        message,
        row.getString("message_source_id"),
        Role.valueOf(row.getString("role")),
        row.getString("author"),
        row.getString("quote"),
        row.getString("extractor"),
        row.getDouble("confidence"));
  }

  private static Validity validity(Row row) {
    return switch (row.getString("state")) {
      case "IN_REVIEW" -> new Validity.InReview();
      case "SUPERSEDED" ->
          new Validity.Superseded(
              Columns.instant(row, "valid_since"),
              Columns.time(row, "valid_until"),
              row.getUUID("superseded_by"));
      default -> new Validity.Current(Columns.instant(row, "valid_since"));
    };
  }

  static String state(Validity validity) {
    return switch (validity) {
      case Validity.Current current -> "CURRENT";
      case Validity.InReview review -> "IN_REVIEW";
      case Validity.Superseded superseded -> "SUPERSEDED";
    };
  }

  static @Nullable Instant since(Validity validity) {
    return switch (validity) {
      case Validity.Current current -> current.since();
      case Validity.InReview inReview -> null;
      case Validity.Superseded superseded -> superseded.since();
    };
  }

  static @Nullable Instant until(Validity validity) {
    return validity instanceof Validity.Superseded superseded ? superseded.until() : null;
  }

  static @Nullable UUID by(Validity validity) {
    return validity instanceof Validity.Superseded superseded ? superseded.by() : null;
  }

  /** Equal for two statements that differ only in case, spaces or the final full stop. */
  static byte[] statementHash(String content) {
    var normal =
        Normalizer.normalize(content, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", " ")
            .strip();
    return Secrets.hash(normal.endsWith(".") ? normal.substring(0, normal.length() - 1) : normal);
  }

  /** Equal for two wordings of one statement; see {@link Sense}. */
  static byte[] senseHash(String content) {
    return Secrets.hash(Sense.of(content));
  }

  /** Equal for two statements that are likely to say the same; null for one of a single word. */
  static @Nullable Buffer gistHash(String content) {
    var gist = Sense.gist(content);
    return gist.indexOf(' ') < 0 ? null : Buffer.buffer(Secrets.hash(gist));
  }

  /** Names an extracted fact for its tombstone: this statement from this message. */
  static byte[] factHash(NewMemory memory, Provenance provenance) {
    return factHash(provenance.messageSourceId(), statementHash(memory.content()));
  }

  static byte[] factHash(String messageSourceId, byte[] statementHash) {
    return Secrets.hash(messageSourceId, java.util.HexFormat.of().formatHex(statementHash));
  }
}
