package everthread.store.pg;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The only way to the database: a transaction whose first act is to say for whom it works, so that
 * row-level security shows it that and nothing else. Blocks: call from virtual threads.
 */
public final class Database {
  /**
   * $1 space, $2 person, $3 credential in hexadecimal, $4 'on' for a worker: '' where not meant.
   */
  private static final String SETTINGS =
      """
      SELECT set_config('everthread.space', $1, true), set_config('everthread.person', $2, true),
             set_config('everthread.credential', $3, true), set_config('everthread.worker', $4, true)
      """;

  /** Hears how a transaction that appended to feeds ended. Called before its caller goes on. */
  interface FeedListener {
    void committed(SpaceId space, long position);

    /** Whether it was committed is not known: the connection was lost meanwhile. */
    void doubtful(SpaceId space);
  }

  private static final Problem UNCHANGED =
      new Problem.Unavailable("The database does not answer. Nothing was changed.");

  /** The commit was sent and its answer never came. */
  private static final Problem UNKNOWN =
      new Problem.Unavailable(
          "The database went away while it kept this. Whether it was kept is not known.");

  private final Pool pool;
  private volatile FeedListener feeds =
      new FeedListener() {
        @Override
        public void committed(SpaceId space, long position) {}

        @Override
        public void doubtful(SpaceId space) {}
      };
  private final List<Runnable> erasureListeners = new CopyOnWriteArrayList<>();
  private final AtomicLong credentialChanges = new AtomicLong();

  public Database(Pool pool) {
    this.pool = pool;
  }

  /** Names the one listener; an earlier one hears nothing any more. */
  void onCommit(FeedListener listener) {
    feeds = listener;
  }

  /** Works on what belongs to a space. */
  public <T> T inSpace(SpaceId space, Function<Transaction, T> work) {
    return transact(Tuple.of(space.toString(), "", "", ""), work);
  }

  /** Works on a person's keys, sessions and spaces; and, with it, on one space. */
  public <T> T asPerson(UUID person, SpaceId space, Function<Transaction, T> work) {
    try {
      return transact(Tuple.of(space.toString(), person.toString(), "", ""), work);
    } finally {
      credentialChanges.incrementAndGet();
    }
  }

  /** Looks up the one row that bears this hash: a key, a session or a code. */
  public <T> T withCredential(byte[] hash, Function<Transaction, T> work) {
    try {
      return transact(Tuple.of("", "", HexFormat.of().formatHex(hash), ""), work);
    } finally {
      credentialChanges.incrementAndGet();
    }
  }

  /** How many transactions so far may have changed keys, sessions, people or their spaces. */
  long credentialChanges() {
    return credentialChanges.get();
  }

  /** Looks up the one row that bears this hash and what belongs to it, in one round trip. */
  <T> T readWithCredential(byte[] hash, Function<Flight, Supplier<T>> statements) {
    var connection = await(pool.getConnection());
    try {
      var flight = new Flight(connection);
      flight.sendPlain("BEGIN READ ONLY");
      var unused = flight.send(SETTINGS, "", "", HexFormat.of().formatHex(hash), "");
      var answer = statements.apply(flight);
      flight.sendPlain("COMMIT");
      flight.land();
      return answer.get();
    } finally {
      connection.close();
    }
  }

  /** Works on queues and counters of all spaces, which hold ids but no content. */
  public <T> T asWorker(Function<Transaction, T> work) {
    return transact(Tuple.of("", "", "", "on"), work);
  }

  /** Works on one space's queue from a loop that serves all of them. */
  public <T> T asWorkerIn(SpaceId space, Function<Transaction, T> work) {
    return transact(Tuple.of(space.toString(), "", "", "on"), work);
  }

  /** True when the database answers. */
  public boolean answers() {
    try {
      return await(pool.query("SELECT 1").execute()).size() == 1;
    } catch (ProblemException away) {
      return false;
    }
  }

  /** The database's version, such as "18.6". */
  public String version() {
    var rows = await(pool.query("SELECT current_setting('server_version') AS version").execute());
    return rows.iterator().next().getString("version").split(" ", 2)[0];
  }

  /** Calls the listener after each commit that erased something; it must not block. */
  void onErased(Runnable listener) {
    erasureListeners.add(listener);
  }

  void erased() {
    erasureListeners.forEach(Runnable::run);
  }

  /** Runs a maintenance statement, which takes no parameters and no transaction. */
  void maintain(String sql) {
    var unused = await(pool.query(sql).execute());
  }

  private <T> T transact(Tuple settings, Function<Transaction, T> work) {
    var connection = await(pool.getConnection());
    try {
      return transactOn(connection, settings, work);
    } finally {
      connection.close();
    }
  }

  private <T> T transactOn(
      SqlConnection connection, Tuple settings, Function<Transaction, T> work) {
    // Both are sent before either answer is waited for: one round trip.
    var begun = connection.begin();
    var set = connection.preparedQuery(SETTINGS).execute(settings);
    var transaction = await(begun);
    boolean done = false;
    try {
      await(set);
      var open = new Transaction(connection);
      var result = work.apply(open);
      commit(transaction, open);
      done = true;
      return result;
    } finally {
      if (!done) rollback(transaction);
    }
  }

  private void commit(io.vertx.sqlclient.Transaction transaction, Transaction open) {
    boolean committed = false;
    try {
      await(transaction.commit(), UNKNOWN);
      committed = true;
    } finally {
      for (var space : open.appended().entrySet()) {
        if (committed) feeds.committed(space.getKey(), space.getValue());
        else feeds.doubtful(space.getKey());
      }
    }
  }

  private static void rollback(io.vertx.sqlclient.Transaction transaction) {
    // The failure that led here is the one to tell; a connection that cannot roll back is closed.
    var unused = transaction.rollback();
  }

  /** Waits for an answer; a database that is away becomes a Problem, all else stays what it is. */
  static <T> T await(Future<T> future) {
    return await(future, UNCHANGED);
  }

  private static <T> T await(Future<T> future, Problem away) {
    try {
      return future.await();
    } catch (RuntimeException failure) {
      throw isAway(failure) ? new ProblemException(away) : failure;
    } catch (Throwable failure) {
      if (isAway(failure)) {
        throw new ProblemException(away);
      }
      throw new IllegalStateException(failure);
    }
  }

  private static boolean isAway(Throwable failure) {
    if (failure instanceof PgException refused) {
      var state = refused.getSqlState();
      // Class 08: connection; 57P: shutting down or starting; 53: out of connections, memory, disk;
      // 40: rolled back for another's sake (deadlock), which is worth a second try.
      return state.startsWith("08")
          || state.startsWith("57P")
          || state.startsWith("53")
          || state.startsWith("40");
    }
    return failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof io.vertx.sqlclient.ClosedConnectionException
        || failure instanceof io.vertx.core.impl.NoStackTraceThrowable
        || failure instanceof io.vertx.core.impl.NoStackTraceException
        || failure instanceof io.netty.channel.ChannelException
        // Said of a connection that was lost before the statement could be sent.
        || failure.getClass() == io.vertx.core.VertxException.class;
  }
}
