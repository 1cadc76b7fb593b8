package everthread.store.pg;

import everthread.capture.Capture;
import everthread.capture.CaptureStore.Fate;
import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes captures into the store within a transaction, and orders that they be read. */
final class CaptureIntake {
  /** $1 space, $2 hashes, $3 site names, $4 source ids (of one length). */
  private static final String BARRED =
      """
      SELECT source_hash FROM conversation_tombstone WHERE space_id = $1 AND source_hash = ANY($2::bytea[])
      UNION ALL
      SELECT asked.source_hash FROM unnest($2::bytea[], $3::text[], $4::text[])
        AS asked (source_hash, site, source_id)
      JOIN conversation c ON c.space_id = $1 AND c.site = asked.site
        AND c.source_id = asked.source_id AND c.hidden_at IS NOT NULL
      """;

  /** $1 space, $2 to $14 the columns, arrays of one length. */
  private static final String INSERT =
      """
      INSERT INTO capture (space_id, id, site, kind, url, page_url, conversation_source_id,
        captured_at, request, body, body_type, complete, extension_version, adapter_version)
      SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::timestamptz[], $9::bytea[], $10::bytea[], $11::text[], $12::bool[],
        $13::text[], $14::text[])
      ON CONFLICT ON CONSTRAINT capture_pkey DO NOTHING
      RETURNING id
      """;

  /** $1 space, $2 jobs, $3 captures. */
  private static final String READ_LATER =
      """
      INSERT INTO job (space_id, id, kind, subject_id)
      SELECT $1, job.id, 'READ', job.subject_id FROM unnest($2::uuid[], $3::uuid[])
        AS job (id, subject_id)
      """;

  private CaptureIntake() {}

  /** What became of each; those of a conversation that was deleted or hidden are left out. */
  static List<Fate> accept(Transaction transaction, SpaceId space, List<Capture> captures) {
    var barred = barred(transaction, space, captures);
    var seen = new HashSet<UUID>();
    // In the order of their ids: two transactions that hold the same ones cannot lock each other.
    var wanted =
        captures.stream()
            .filter(capture -> !barred.contains(barKey(capture)))
            .filter(capture -> seen.add(capture.id()))
            .sorted(Comparator.comparing(Capture::id))
            .toList();
    var stored = new HashSet<>(insert(transaction, space, wanted));
    readLater(transaction, space, List.copyOf(stored));

    var fates = new ArrayList<Fate>(captures.size());
    for (var capture : captures) {
      if (barred.contains(barKey(capture))) fates.add(Fate.DELETED);
      else fates.add(stored.remove(capture.id()) ? Fate.STORED : Fate.DUPLICATE);
    }
    return fates;
  }

  private static Set<String> barred(
      Transaction transaction, SpaceId space, List<Capture> captures) {
    var named =
        captures.stream().filter(capture -> capture.conversationSourceId() != null).toList();
    if (named.isEmpty()) return Set.of();
    return new HashSet<>(
        transaction.list(
            row -> HexFormat.of().formatHex(row.getBuffer("source_hash").getBytes()),
            BARRED,
            space.value(),
            buffers(named, CaptureIntake::hash),
            texts(named, capture -> capture.site().name()),
            texts(named, Capture::conversationSourceId)));
  }

  private static byte @Nullable [] hash(Capture capture) {
    var source = capture.conversationSourceId();
    return source == null ? null : ConversationErasure.hash(capture.site(), source);
  }

  private static String barKey(Capture capture) {
    var hash = hash(capture);
    return hash == null ? "" : HexFormat.of().formatHex(hash);
  }

  private static List<UUID> insert(Transaction transaction, SpaceId space, List<Capture> captures) {
    return transaction.list(
        row -> row.getUUID("id"),
        INSERT,
        space.value(),
        captures.stream().map(Capture::id).toArray(UUID[]::new),
        texts(captures, capture -> capture.site().name()),
        texts(captures, capture -> capture.kind().name()),
        texts(captures, Capture::url),
        texts(captures, Capture::pageUrl),
        texts(captures, Capture::conversationSourceId),
        captures.stream()
            .map(capture -> Columns.of(capture.capturedAt()))
            .toArray(OffsetDateTime[]::new),
        buffers(captures, CaptureRow::request),
        buffers(captures, CaptureRow::body),
        texts(captures, Capture::bodyType),
        captures.stream().map(Capture::complete).toArray(Boolean[]::new),
        texts(captures, capture -> capture.client().extension()),
        texts(captures, capture -> capture.client().adapter()));
  }

  private static void readLater(Transaction transaction, SpaceId space, List<UUID> captures) {
    if (captures.isEmpty()) return;
    transaction.run(
        READ_LATER,
        space.value(),
        captures.stream().map(capture -> Ids.next()).toArray(UUID[]::new),
        captures.toArray(UUID[]::new));
  }

  private static @Nullable String[] texts(
      List<Capture> captures, Function<Capture, @Nullable String> column) {
    return captures.stream().map(column).toArray(String[]::new);
  }

  private static @Nullable Buffer[] buffers(
      List<Capture> captures, Function<Capture, byte @Nullable []> column) {
    return captures.stream()
        .map(column)
        .map(bytes -> bytes == null ? null : Buffer.buffer(bytes))
        .toArray(Buffer[]::new);
  }
}
