package everthread.store.pg;

import everthread.capture.Capture;
import everthread.capture.CaptureStore;
import everthread.conversation.Site;
import everthread.space.SpaceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Captures on Postgres. Thread-safe. */
public final class PgCaptureStore implements CaptureStore {
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
    var fates =
        database
            .inSpace(space, transaction -> CaptureIntake.accept(transaction, space, all))
            .iterator();
    return callers.stream().map(own -> own.stream().map(capture -> fates.next()).toList()).toList();
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
          long captures = PutBack.due(transaction, space, all);
          PutBack.andGoOn(transaction, space, all, PutBack.BEFORE_ALL);
          return captures;
        });
  }

  @Override
  public void readOnAgain(SpaceId space, boolean all, UUID after) {
    database.inSpace(space, transaction -> PutBack.andGoOn(transaction, space, all, after));
  }

  @Override
  public long readAgain(SpaceId space, Site site) {
    long captures = 0;
    for (var after = PutBack.BEFORE_ALL; after != null; ) {
      var behind = after;
      var again =
          database.inSpace(
              space, transaction -> PutBack.of(transaction, space, false, site, behind));
      captures += again.captures();
      after = again.mayGoOn() ? again.last() : null;
    }
    return captures;
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
}
