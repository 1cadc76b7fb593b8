package everthread.store.pg;

import everthread.space.SpaceId;
import everthread.supersession.Claim;
import everthread.supersession.Claims;
import everthread.supersession.Said;
import everthread.supersession.Standing;
import everthread.supersession.Supersession;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings memories to how they stand beside those that speak of the same, inside one transaction. By
 * what was said and when alone, so any order of arrival ends the same.
 */
final class Settling {
  /**
   * $1 space, $2 memories. Not what is hidden, in review, or was ended by a person: nobody says
   * that these hold.
   */
  private static final String STATEMENTS =
      """
      SELECT m.id, m.content, m.created_at, m.judged_at, m.state, m.valid_until, m.superseded_by,
        m.valid_since, m.held::text AS held, m.message_id IS NULL AS written,
        array_agg(e.said_at ORDER BY e.said_at, e.message_id) FILTER (WHERE e.message_id IS NOT NULL) AS times,
        array_agg(e.quote ORDER BY e.said_at, e.message_id) FILTER (WHERE e.message_id IS NOT NULL) AS quotes,
        array_agg(e.message_id ORDER BY e.said_at, e.message_id) FILTER (WHERE e.message_id IS NOT NULL) AS messages
      FROM memory m
      LEFT JOIN (
        SELECT said.* FROM memory_evidence said
        JOIN conversation c ON c.space_id = $1 AND c.id = said.conversation_id AND c.hidden_at IS NULL
        WHERE said.space_id = $1 AND said.memory_id = ANY($2)) e ON e.memory_id = m.id
      WHERE m.space_id = $1 AND m.id = ANY($2) AND m.hidden_at IS NULL AND m.state <> 'IN_REVIEW'
        AND NOT m.ended_by_hand
      GROUP BY m.space_id, m.id ORDER BY m.id
      """;

  /** $1 space, $2 id, $3 state, $4 since, $5 until, $6 by, $7 when it held. */
  private static final String STAND =
      """
      UPDATE memory SET state = $3, valid_since = $4, valid_until = $5, superseded_by = $6,
        held = $7::text::tstzmultirange, version = version + 1, updated_at = now()
      WHERE space_id = $1 AND id = $2
      """;

  /** $1 space, $2 id, $3 since, $4 when it held. */
  private static final String HELD =
      """
      UPDATE memory SET valid_since = $3, held = $4::text::tstzmultirange
      WHERE space_id = $1 AND id = $2
      """;

  private final Transaction transaction;
  private final SpaceId space;
  private final MemorySlots slots;

  Settling(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
    this.slots = new MemorySlots(transaction, space);
  }

  /** What a memory's row says, and the statement that it is. */
  private record Kept(
      Said said,
      String state,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable UUID by,
      String held,
      boolean written,
      List<Witness> witnesses) {}

  /** A message that states it, and when. */
  private record Witness(UUID message, Instant at) {}

  /**
   * Settles these and all that speak of the same.
   *
   * @return what changed, to be appended to the feed
   */
  List<PgChangeFeed.Draft> settle(Collection<UUID> touched) {
    if (touched.isEmpty()) return List.of();
    var affected = slots.around(touched);
    var all = load(slots.around(affected));
    var standings = Supersession.settle(said(affected, all), said(all.keySet(), all));
    var drafts = new ArrayList<PgChangeFeed.Draft>();
    for (var id : affected) {
      var kept = all.get(id);
      var standing = standings.get(id);
      if (kept != null && standing != null && apply(kept, standing)) {
        drafts.add(PgMemoryStore.changed(id));
      }
    }
    drafts.addAll(new MessageMarks(transaction, space).mark(pairs(touched, all)));
    return drafts;
  }

  private static List<Said> said(Set<UUID> ids, Map<UUID, Kept> all) {
    return ids.stream().map(all::get).filter(Objects::nonNull).map(Kept::said).toList();
  }

  private Map<UUID, Kept> load(Set<UUID> ids) {
    var all = new HashMap<UUID, Kept>();
    for (var row : transaction.run(STATEMENTS, space.value(), ids.toArray(UUID[]::new))) {
      all.put(row.getUUID("id"), kept(row));
    }
    return all;
  }

  private static Kept kept(Row row) {
    boolean written = row.getBoolean("written");
    var times = new ArrayList<Instant>();
    var witnesses = new ArrayList<Witness>();
    OffsetDateTime[] said = row.getArrayOfOffsetDateTimes("times");
    UUID[] messages = row.getArrayOfUUIDs("messages");
    for (int i = 0; said != null && messages != null && i < said.length; i++) {
      times.add(said[i].toInstant());
      witnesses.add(new Witness(messages[i], said[i].toInstant()));
    }
    if (written || times.isEmpty()) times.add(Columns.time(row, "created_at"));
    var claims = claims(row.getString("content"), row.getArrayOfStrings("quotes"));
    return new Kept(
        new Said(row.getUUID("id"), claims, times, Columns.instant(row, "judged_at")),
        row.getString("state"),
        Columns.instant(row, "valid_since"),
        Columns.instant(row, "valid_until"),
        row.getUUID("superseded_by"),
        row.getString("held"),
        written,
        witnesses);
  }

  private static List<Claim> claims(String content, String @Nullable [] quotes) {
    if (quotes == null) return Claims.of(content, null);
    var claims = new LinkedHashSet<Claim>();
    for (var quote : quotes) claims.addAll(Claims.of(content, quote));
    return List.copyOf(claims);
  }

  private boolean apply(Kept kept, Standing standing) {
    var id = kept.said().id();
    var state = standing.holds() ? "CURRENT" : "SUPERSEDED";
    // What was written down holds from nobody knows when.
    var since = kept.written() ? kept.since() : standing.held().getFirst().from();
    var held = multirange(standing);
    boolean same =
        state.equals(kept.state())
            && Objects.equals(standing.by(), kept.by())
            && Objects.equals(standing.until(), kept.until());
    if (same) {
      if (Objects.equals(since, kept.since()) && held.equals(kept.held())) return false;
      transaction.run(HELD, space.value(), id, Columns.of(since), held);
      return false;
    }
    transaction.run(MemoryWriter.KEEP_VERSION, space.value(), id);
    transaction.run(
        STAND,
        space.value(),
        id,
        state,
        Columns.of(since),
        Columns.of(standing.until()),
        standing.by(),
        held);
    return true;
  }

  private static String multirange(Standing standing) {
    var ranges = new ArrayList<String>();
    for (var period : standing.held()) {
      ranges.add("[" + period.from() + "," + Objects.toString(period.until(), "") + ")");
    }
    return "{" + String.join(",", ranges) + "}";
  }

  /** Messages of which the newer tells anew, for ranking, what the older told. */
  private static List<MessageMarks.Pair> pairs(Collection<UUID> touched, Map<UUID, Kept> all) {
    var pairs = new ArrayList<MessageMarks.Pair>();
    for (var id : touched) {
      var one = all.get(id);
      if (one == null || one.witnesses().isEmpty()) continue;
      for (var other : all.values()) {
        if (other == one || other.witnesses().isEmpty() || !one.said().rivals(other.said()))
          continue;
        for (var mine : one.witnesses()) {
          for (var its : other.witnesses()) {
            if (mine.at().isBefore(its.at())) {
              pairs.add(new MessageMarks.Pair(mine.message(), its.message()));
            } else if (its.at().isBefore(mine.at())) {
              pairs.add(new MessageMarks.Pair(its.message(), mine.message()));
            }
          }
        }
      }
    }
    return pairs;
  }
}
