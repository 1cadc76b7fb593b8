package everthread.store.pg;

import everthread.capture.Capture;
import everthread.capture.CaptureStore;
import everthread.conversation.Site;
import everthread.ingest.Job;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Captures on Postgres. Thread-safe. */
public final class PgCaptureStore implements CaptureStore {
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

  /** $1 space, $2 ids. */
  private static final String FIND =
      "SELECT * FROM capture WHERE space_id = $1 AND id = ANY($2) ORDER BY captured_at, id";

  /** $1 space, $2 ids. The length of a body is known without its being read. */
  private static final String SIZES =
      """
      SELECT id, octet_length(body) AS bytes FROM capture WHERE space_id = $1 AND id = ANY($2)
      ORDER BY captured_at, id
      """;

  /** $1 space, $2 site, $3 source id. */
  private static final String CONVERSATION =
      "SELECT id FROM conversation WHERE space_id = $1 AND site = $2 AND source_id = $3";

  /** $1 space, $2 id, $3 site, $4 source id or null. */
  private static final String ERASE =
      """
      DELETE FROM capture
      WHERE space_id = $1 AND (id = $2 OR (site = $3 AND conversation_source_id = $4))
      """;

  /** What one transaction puts back, so that none holds others up. */
  static final int PUT_BACK_AT_ONCE = 1_000;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /**
   * $1 space, $2 whether everything, $3 site or null, $4 capture to begin behind, $5 limit; how
   * many, and the last of them. Whoever asks at the same moment does not wait: what is locked is
   * being put back by another, or was read only now.
   */
  private static final String AGAIN =
      """
      WITH due AS (
        SELECT id FROM capture
        WHERE space_id = $1 AND (state = 'drift' OR ($2 AND state <> 'waiting'))
          AND ($3::text IS NULL OR site = $3) AND id > $4
        ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED),
      again AS (
        UPDATE capture SET state = 'waiting', drift = NULL FROM due
        WHERE capture.space_id = $1 AND capture.id = due.id RETURNING capture.id),
      later AS (
        INSERT INTO job (space_id, id, kind, subject_id)
        SELECT $1, gen_random_uuid(), 'READ', id FROM again RETURNING subject_id)
      SELECT count(*) AS captures, (SELECT id FROM due ORDER BY id DESC LIMIT 1) AS last FROM later
      """;

  /** $1 space, $2 whether everything. */
  private static final String COUNT_AGAIN =
      """
      SELECT count(*) AS captures FROM capture
      WHERE space_id = $1 AND (state = 'drift' OR ($2 AND state <> 'waiting'))
      """;

  /** $1 space, $2 job, $3 kind, $4 capture to go on behind. */
  private static final String GO_ON =
      "INSERT INTO job (space_id, id, kind, subject_id) VALUES ($1, $2, $3, $4)";

  /** $1 space. */
  private static final String DRIFTING =
      """
      SELECT site, drift, count(*) AS captures FROM capture
      WHERE space_id = $1 AND state = 'drift' GROUP BY site, drift ORDER BY captures DESC, site, drift
      """;

  /** $1 space, $2 ids. */
  private static final String OUTCOMES =
      """
      SELECT id, state, drift, conversation_id FROM capture
      WHERE space_id = $1 AND id = ANY($2) AND state <> 'waiting'
      """;

  /** A transaction of this size is quick, and its rows fit well into memory. */
  private static final GroupCommit.Limits GROUP = new GroupCommit.Limits(256, 4L << 20, 2);

  private final Database database;
  private final GroupCommit<SpaceId, List<Capture>, List<Fate>> groups =
      new GroupCommit<>(GROUP, (space, callers) -> accept(callers, space));

  public PgCaptureStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Fate> accept(SpaceId space, List<Capture> captures) {
    if (captures.isEmpty()) return List.of();
    return groups.submit(space, captures, captures.size(), characters(captures));
  }

  private static long characters(List<Capture> captures) {
    return captures.stream().mapToLong(capture -> capture.body().length()).sum();
  }

  /** Several callers' captures in one transaction; each gets the fates of its own. */
  private List<List<Fate>> accept(List<List<Capture>> callers, SpaceId space) {
    var all = callers.stream().flatMap(List::stream).toList();
    var fates = database.inSpace(space, transaction -> accept(transaction, space, all)).iterator();
    return callers.stream().map(own -> own.stream().map(capture -> fates.next()).toList()).toList();
  }

  private static List<Fate> accept(Transaction transaction, SpaceId space, List<Capture> captures) {
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
            buffers(named, PgCaptureStore::hash),
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

  @Override
  public List<Capture> find(SpaceId space, Collection<UUID> ids) {
    return database.inSpace(
        space,
        transaction ->
            transaction.list(CaptureRow::of, FIND, space.value(), ids.toArray(UUID[]::new)));
  }

  @Override
  public List<Size> sizes(SpaceId space, Collection<UUID> ids) {
    return database.inSpace(
        space,
        transaction ->
            transaction.list(
                row -> new Size(row.getUUID("id"), row.getLong("bytes")),
                SIZES,
                space.value(),
                ids.toArray(UUID[]::new)));
  }

  @Override
  public void forbid(SpaceId space, UUID id, Site site, @Nullable String conversationSourceId) {
    database.inSpace(
        space,
        transaction -> {
          transaction
              .first(
                  row -> row.getUUID("id"),
                  CONVERSATION,
                  space.value(),
                  site.name(),
                  conversationSourceId)
              .ifPresent(
                  conversation ->
                      ConversationErasure.erase(transaction, space, conversation, false));
          return transaction.change(ERASE, space.value(), id, site.name(), conversationSourceId);
        });
  }

  @Override
  public long readAgain(SpaceId space, boolean all) {
    return database.inSpace(
        space,
        transaction -> {
          long captures =
              transaction
                  .first(row -> row.getLong("captures"), COUNT_AGAIN, space.value(), all)
                  .orElse(0L);
          putBack(transaction, space, all, BEFORE_ALL);
          return captures;
        });
  }

  @Override
  public void readOnAgain(SpaceId space, boolean all, UUID after) {
    database.inSpace(space, transaction -> putBack(transaction, space, all, after));
  }

  /** Puts some back; a job goes on behind them if there may be more. */
  private static Again putBack(Transaction transaction, SpaceId space, boolean all, UUID after) {
    var again = again(transaction, space, all, null, after);
    var last = again.last();
    if (again.captures() == PUT_BACK_AT_ONCE && last != null) {
      var kind = all ? Job.Kind.READ_ALL_AGAIN : Job.Kind.READ_AGAIN;
      transaction.run(GO_ON, space.value(), Ids.next(), kind.name(), last);
    }
    return again;
  }

  @Override
  public long readAgain(SpaceId space, Site site) {
    long captures = 0;
    for (var after = BEFORE_ALL; after != null; ) {
      var behind = after;
      var again =
          database.inSpace(
              space, transaction -> again(transaction, space, false, site.name(), behind));
      captures += again.captures();
      after = again.captures() == PUT_BACK_AT_ONCE ? again.last() : null;
    }
    return captures;
  }

  /** How many were put back, and the last of them; null when there was none. */
  private record Again(long captures, @Nullable UUID last) {}

  private static Again again(
      Transaction transaction, SpaceId space, boolean all, @Nullable String site, UUID after) {
    return transaction
        .first(
            row -> new Again(row.getLong("captures"), row.getUUID("last")),
            AGAIN,
            space.value(),
            all,
            site,
            after,
            PUT_BACK_AT_ONCE)
        .orElse(new Again(0, null));
  }

  @Override
  public List<Drifting> drifting(SpaceId space) {
    return database.inSpace(
        space,
        transaction ->
            transaction.list(
                row ->
                    new Drifting(
                        Site.valueOf(row.getString("site")),
                        row.getString("drift"),
                        row.getLong("captures")),
                DRIFTING,
                space.value()));
  }

  @Override
  public Map<UUID, Outcome> outcomes(SpaceId space, List<UUID> ids) {
    var outcomes = new HashMap<UUID, Outcome>();
    var rows =
        database.inSpace(
            space,
            transaction -> transaction.run(OUTCOMES, space.value(), ids.toArray(UUID[]::new)));
    for (var row : rows) outcomes.put(row.getUUID("id"), CaptureRow.outcome(row));
    return outcomes;
  }

  private static @Nullable String[] texts(
      List<Capture> captures, Function<Capture, @Nullable String> column) {
    return captures.stream().map(column).toArray(String[]::new);
  }

  private static io.vertx.core.buffer.@Nullable Buffer[] buffers(
      List<Capture> captures, Function<Capture, byte @Nullable []> column) {
    return captures.stream()
        .map(column)
        .map(bytes -> bytes == null ? null : io.vertx.core.buffer.Buffer.buffer(bytes))
        .toArray(io.vertx.core.buffer.Buffer[]::new);
  }
}
