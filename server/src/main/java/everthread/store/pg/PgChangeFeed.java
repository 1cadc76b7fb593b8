package everthread.store.pg;

import everthread.feed.Change;
import everthread.feed.Change.Subject;
import everthread.feed.ChangeFeed;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The change feed on Postgres. Thread-safe. */
public final class PgChangeFeed implements ChangeFeed {
  /** $1 space. */
  private static final String POSITION = "SELECT feed_position FROM space WHERE space_id = $1";

  /** $1 space, $2 position, $3 limit. */
  private static final String AFTER =
      """
      SELECT position, subject, subject_id, conversation_id, changed_at FROM change
      WHERE space_id = $1 AND position > $2 ORDER BY position LIMIT $3
      """;

  private static final String SPACES =
      "SELECT space_id FROM space WHERE feed_position > 0 ORDER BY space_id";

  /** $1 space, $2 how many: takes that many numbers and keeps the counter locked until commit. */
  private static final String TAKE =
      "UPDATE space SET feed_position = feed_position + $2 WHERE space_id = $1 RETURNING feed_position";

  /** $1 space, $2 last position before these, $3 subjects, $4 ids, $5 conversations: one length. */
  private static final String APPEND =
      """
      INSERT INTO change (space_id, position, subject, subject_id, conversation_id)
      SELECT $1, $2 + n, subject, subject_id, conversation_id
      FROM unnest($3::text[], $4::uuid[], $5::uuid[])
        WITH ORDINALITY AS changed (subject, subject_id, conversation_id, n)
      """;

  private final Database database;
  private final @Nullable FeedPositions positions;
  private final List<Consumer<SpaceId>> listeners = new CopyOnWriteArrayList<>();

  /** A feed that other servers may write to as well: each look at it asks the database. */
  public PgChangeFeed(Database database) {
    this(database, null);
  }

  private PgChangeFeed(Database database, @Nullable FeedPositions positions) {
    this.database = database;
    this.positions = positions;
  }

  /**
   * A feed that only this process writes to, through this database: how far it has come is known
   * here, so that a search with nothing to catch up with asks nothing.
   */
  public static PgChangeFeed writtenHereOnly(Database database) {
    var positions = new FeedPositions(System::nanoTime);
    database.onCommit(
        new Database.FeedListener() {
          @Override
          public void committed(SpaceId space, long position) {
            positions.reached(space, position);
          }

          @Override
          public void doubtful(SpaceId space) {
            positions.doubt(space);
          }
        });
    return new PgChangeFeed(database, positions);
  }

  /** What changed, to be written at the end of the transaction that changes it. */
  record Draft(Subject subject, UUID id, @Nullable UUID conversationId) {}

  /**
   * Appends to the feed. Call last in a transaction: from here to the commit other writers of the
   * same space wait.
   */
  static void append(Transaction transaction, SpaceId space, List<Draft> drafts) {
    if (drafts.isEmpty()) return;
    long last =
        transaction
            .first(row -> row.getLong("feed_position"), TAKE, space.value(), (long) drafts.size())
            .orElseThrow();
    transaction.appended(space, last);
    transaction.run(
        APPEND,
        space.value(),
        last - drafts.size(),
        drafts.stream().map(draft -> draft.subject().name()).toArray(String[]::new),
        drafts.stream().map(Draft::id).toArray(UUID[]::new),
        drafts.stream().map(Draft::conversationId).toArray(UUID[]::new));
  }

  /** Calls the listener after each commit that appended; a hint, it may be late or lost. */
  public void onAppend(Consumer<SpaceId> listener) {
    listeners.add(listener);
  }

  void appended(SpaceId space) {
    listeners.forEach(listener -> listener.accept(space));
  }

  @Override
  public long position(SpaceId space) {
    return positions == null ? asked(space) : positions.of(space, () -> asked(space));
  }

  private long asked(SpaceId space) {
    return database.inSpace(
        space,
        transaction ->
            transaction
                .first(row -> row.getLong("feed_position"), POSITION, space.value())
                .orElse(0L));
  }

  @Override
  public List<Change> after(SpaceId space, long position, int limit) {
    var changes =
        database.inSpace(
            space,
            transaction ->
                transaction.list(PgChangeFeed::change, AFTER, space.value(), position, limit));
    // Seen here before the writer was told: from now on no position may be below it.
    if (positions != null && !changes.isEmpty()) {
      positions.reached(space, changes.getLast().position());
    }
    return changes;
  }

  @Override
  public List<SpaceId> spaces() {
    return database.asWorker(
        transaction -> transaction.list(row -> new SpaceId(row.getUUID("space_id")), SPACES));
  }

  private static Change change(Row row) {
    return new Change(
        row.getLong("position"),
        Subject.valueOf(row.getString("subject")),
        row.getUUID("subject_id"),
        row.getUUID("conversation_id"),
        Columns.time(row, "changed_at"));
  }
}
