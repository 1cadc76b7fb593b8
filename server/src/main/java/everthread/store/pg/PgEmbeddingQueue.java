package everthread.store.pg;

import everthread.feed.Change.Subject;
import everthread.ingest.EmbeddingQueue;
import everthread.ingest.EmbeddingTask;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The queue of what a model is to read, on Postgres. Thread-safe; several servers may share it. */
public final class PgEmbeddingQueue implements EmbeddingQueue {
  /** $1 model: the spaces that have something due. */
  private static final String SPACES =
      """
      SELECT space_id FROM space WHERE EXISTS (
        SELECT FROM embedding_work work WHERE work.space_id = space.space_id AND work.model = $1
          AND NOT work.dead AND work.run_at <= now()
          AND (work.leased_until IS NULL OR work.leased_until < now()))
      ORDER BY space_id
      """;

  /** $1 space, $2 model, $3 subjects: the try that was not made is not counted. */
  private static final String RELEASE =
      """
      UPDATE embedding_work SET leased_until = NULL, attempts = greatest(attempts - 1, 0)
      WHERE space_id = $1 AND model = $2 AND subject_id = ANY($3) AND NOT dead
      """;

  private static final String RELEASE_ALL =
      "UPDATE embedding_work SET leased_until = NULL WHERE leased_until IS NOT NULL AND NOT dead";

  /** $1 space, $2 model, $3 subject, $4 position, $5 why, $6 pause in milliseconds. */
  private static final String RETRY =
      """
      UPDATE embedding_work SET leased_until = NULL, last_error = $5,
        run_at = now() + $6 * interval '1 millisecond'
      WHERE space_id = $1 AND model = $2 AND subject_id = $3 AND position = $4
      """;

  /** $1 space, $2 model, $3 subject, $4 position, $5 why. */
  private static final String BURY =
      """
      UPDATE embedding_work SET dead = true, leased_until = NULL, last_error = $5
      WHERE space_id = $1 AND model = $2 AND subject_id = $3 AND position = $4
      """;

  private final Database database;
  private final PgChangeFeed feed;
  private final EmbeddingFollower follower;
  private final EmbeddingCounts counts;
  private final OtherModels others;
  private volatile UUID lastServed = new UUID(0, 0);

  public PgEmbeddingQueue(Database database, PgChangeFeed feed) {
    this.database = database;
    this.feed = feed;
    this.follower = new EmbeddingFollower(database);
    this.counts = new EmbeddingCounts(database);
    this.others = new OtherModels(database);
  }

  @Override
  public boolean follow(String model) {
    return follower.step(model);
  }

  @Override
  public List<EmbeddingTask> lease(String model, Duration lease) {
    for (var space : inTurn(model)) {
      lastServed = space.value();
      var tasks =
          database.asWorkerIn(
              space, transaction -> new EmbeddingLease(transaction, space, model).take(lease));
      if (!tasks.isEmpty()) return tasks;
    }
    return List.of();
  }

  /** The spaces with something due, beginning behind the one that was served last. */
  private List<SpaceId> inTurn(String model) {
    var all =
        database.asWorker(
            transaction -> transaction.list(row -> row.getUUID("space_id"), SPACES, model));
    int next = 0;
    while (next < all.size() && all.get(next).toString().compareTo(lastServed.toString()) <= 0) {
      next++;
    }
    var turn = new ArrayList<SpaceId>();
    for (int i = 0; i < all.size(); i++) turn.add(new SpaceId(all.get((next + i) % all.size())));
    return turn;
  }

  @Override
  public void keep(String model, List<Computed> computed) {
    if (computed.isEmpty()) return;
    var space = computed.getFirst().task().space();
    boolean changed =
        database.asWorkerIn(
            space,
            transaction -> {
              var keeping = new KeepVectors(transaction, space, model);
              var drafts =
                  keeping.keep(computed).stream()
                      .map(
                          task ->
                              new PgChangeFeed.Draft(
                                  Subject.VECTORS, task.subjectId(), task.conversationId()))
                      .toList();
              PgChangeFeed.append(transaction, space, drafts);
              return !drafts.isEmpty();
            });
    if (changed) feed.appended(space);
  }

  @Override
  public void release(String model, List<EmbeddingTask> tasks) {
    if (tasks.isEmpty()) return;
    var space = tasks.getFirst().space();
    var ids = tasks.stream().map(EmbeddingTask::subjectId).toArray(UUID[]::new);
    database.asWorkerIn(
        space, transaction -> transaction.change(RELEASE, space.value(), model, ids));
  }

  /**
   * Takes back every lease. For a server that has the database to itself, before it begins: those
   * who held them are gone.
   */
  public void releaseAll() {
    database.asWorker(transaction -> transaction.change(RELEASE_ALL));
  }

  @Override
  public void retry(String model, EmbeddingTask task, String why, Duration pause) {
    database.asWorkerIn(
        task.space(),
        transaction ->
            transaction.change(
                RETRY,
                task.space().value(),
                model,
                task.subjectId(),
                task.position(),
                why,
                pause.toMillis()));
  }

  @Override
  public void bury(String model, EmbeddingTask task, String why) {
    database.asWorkerIn(
        task.space(),
        transaction ->
            transaction.change(
                BURY, task.space().value(), model, task.subjectId(), task.position(), why));
  }

  @Override
  public Waiting waiting(SpaceId space, String model) {
    return counts.of(space, model);
  }

  @Override
  public Waiting waiting(String model) {
    return counts.ofAll(model);
  }

  @Override
  public Set<String> models() {
    return others.models();
  }

  @Override
  public boolean forgetOthers(String model) {
    return others.forget(model);
  }
}
