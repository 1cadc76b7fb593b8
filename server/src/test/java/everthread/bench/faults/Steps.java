package everthread.bench.faults;

import everthread.bench.faults.StatementProxy.Strike;
import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.embedded.PostgresLogin;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Kills the server, or cuts its connection, at each statement in turn: of the way from a capture to
 * a found message and a remembered fact, and of erasing them again. Its PostgreSQL lives on.
 */
final class Steps implements AutoCloseable {
  private final HomeLock lock;
  private final EmbeddedPostgres postgres;
  private final StatementProxy proxy;
  private final FaultServer server;
  private final Caller caller;
  private int chats;

  Steps(Path folder) throws IOException {
    lock = HomeLock.take(folder.resolve("postgres"));
    postgres = EmbeddedPostgres.start(lock);
    var login = postgres.owner();
    proxy = new StatementProxy(login.port());
    var url =
        "postgres://%s:%s@127.0.0.1:%d/%s"
            .formatted(login.role(), login.password(), proxy.port(), login.database());
    server = new FaultServer(folder.resolve("server"), url);
    caller = new Caller(server);
    server.start();
  }

  /** Where along the way. */
  enum Part {
    KEEPING,
    ERASING
  }

  /** What a strike does beside cutting the connection. */
  enum Blow {
    KILL,
    CUT
  }

  /**
   * @param steps how many places were struck
   * @param failures what did not hold, a sentence each; empty as it should be
   */
  record Report(Part part, Blow blow, boolean after, int steps, List<String> failures) {}

  /**
   * Strikes at statement 1, 2, 3 … until one is never reached.
   *
   * @param chosen which of them
   */
  Report strike(Part part, Blow blow, boolean after, IntPredicate chosen)
      throws IOException, SQLException {
    var failures = new ArrayList<String>();
    int steps = 0;
    int last = count(part);
    for (int step = 1; step <= last; step++) {
      if (!chosen.test(step)) continue;
      var failure = once(part, blow, after, step);
      if (proxy.hasStruck()) steps++;
      if (!failure.isEmpty()) failures.add(part + " " + blow + " step " + step + ": " + failure);
    }
    return new Report(part, blow, after, steps, failures);
  }

  /** How many statements the part takes when nothing goes wrong. */
  private int count(Part part) {
    var chat = next();
    if (part == Part.ERASING) keep(chat);
    proxy.arm(new Strike(Integer.MAX_VALUE, false, () -> {}));
    send(part, chat);
    int count = proxy.disarm();
    if (part == Part.KEEPING) erase(chat);
    return count;
  }

  private String once(Part part, Blow blow, boolean after, int step)
      throws IOException, SQLException {
    var chat = next();
    if (part == Part.ERASING) keep(chat);
    Runnable kill = blow == Blow.KILL ? server::kill : () -> {};
    proxy.arm(new Strike(step, after, kill));
    standingUp(
        () -> {
          send(part, chat);
          return "";
        });
    proxy.disarm();
    return standingUp(() -> part == Part.ERASING ? gone(chat) : keptAndErased(chat));
  }

  private String keptAndErased(Chat chat) throws SQLException {
    awaitKept();
    var found = kept(chat);
    erase(chat);
    return found;
  }

  /** Does some work while the server is started again whenever it is gone. */
  private String standingUp(Callable<String> work) throws IOException, SQLException {
    var doing = new FutureTask<String>(work);
    Thread.ofVirtual().start(doing);
    while (!doing.isDone()) {
      if (!server.isAlive()) restart();
      LockSupport.parkNanos(5_000_000);
    }
    try {
      return doing.get();
    } catch (InterruptedException | ExecutionException trouble) {
      throw new IllegalStateException("a step could not be looked at", trouble);
    }
  }

  /**
   * A server that shares its database waits until the lease of one that died has ended, a minute:
   * the minute is gone at once here.
   */
  private void restart() throws IOException, SQLException {
    server.start();
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE job SET leased_until = now() WHERE leased_until > now()");
    }
  }

  private void send(Part part, Chat chat) {
    if (part == Part.ERASING) caller.delete("/v1/conversations/" + id(chat));
    else {
      caller.send(List.of(chat.capture(1)));
      awaitJobs();
      found(chat);
    }
  }

  private Chat next() {
    int number = ++chats;
    return new Chat(
        "w" + number, "Remember that my bicycle is called Comet" + number + ", please. Number");
  }

  private void keep(Chat chat) {
    caller.send(List.of(chat.capture(1)));
    awaitKept();
  }

  private void awaitKept() {
    awaitJobs();
    Audit.awaitDone(caller);
  }

  /** Looks past the proxy, so that asking adds no statement to those that are counted. */
  private void awaitJobs() {
    try {
      while (!one("SELECT count(*) FROM job WHERE NOT dead").equals("0")) {
        LockSupport.parkNanos(20_000_000);
      }
    } catch (SQLException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  private void erase(Chat chat) {
    caller.delete("/v1/conversations/" + id(chat));
    Audit.awaitDone(caller);
  }

  private String id(Chat chat) {
    try {
      return one(
          "SELECT coalesce((SELECT id FROM conversation WHERE source_id = '"
              + chat.sourceId()
              + "'), gen_random_uuid())");
    } catch (SQLException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  /** Empty when each message, the capture and the fact are there once and found. */
  private String kept(Chat chat) throws SQLException {
    var seen =
        "captures %d, conversations %d, messages %d, memories %d, found %d"
            .formatted(
                rows("capture", chat),
                rows("conversation", chat),
                rows("message", chat),
                rows("memory", chat),
                found(chat));
    return seen.equals("captures 1, conversations 1, messages 2, memories 1, found 2") ? "" : seen;
  }

  /** Empty when nothing is left and it is not taken again. */
  private String gone(Chat chat) throws SQLException {
    Audit.awaitDone(caller);
    var seen =
        "captures %d, conversations %d, messages %d, memories %d, found %d, again %s"
            .formatted(
                rows("capture", chat),
                rows("conversation", chat),
                rows("message", chat),
                rows("memory", chat),
                found(chat),
                caller.offer(chat.capture(2)));
    return seen.equals(
            "captures 0, conversations 0, messages 0, memories 0, found 0, again deleted")
        ? ""
        : seen;
  }

  private long found(Chat chat) {
    int found = 0;
    for (int i = 0; i < 2; i++) {
      for (var hit :
          caller.get("/v1/search?kind=message&mode=words&q=" + chat.word(i)).get("data")) {
        if (hit.get("text").asText().equals(chat.text(i))) found++;
      }
    }
    return found;
  }

  private long rows(String table, Chat chat) throws SQLException {
    var where =
        switch (table) {
          case "message" -> "text LIKE '% " + chat.name() + "q%'";
          case "memory" ->
              "quote LIKE '%" + comet(chat) + "%' OR content LIKE '%" + comet(chat) + "%'";
          case "conversation" -> "source_id = '" + chat.sourceId() + "'";
          default -> "conversation_source_id = '" + chat.sourceId() + "'";
        };
    return Long.parseLong(one("SELECT count(*) FROM " + table + " WHERE " + where));
  }

  private static String comet(Chat chat) {
    return "Comet" + chat.name().substring(1);
  }

  private String one(String sql) throws SQLException {
    try (var connection = superuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Past row-level security and past the proxy. */
  private java.sql.Connection superuser() throws SQLException {
    PostgresLogin login = postgres.owner();
    try {
      var password =
          java.nio.file.Files.readString(lock.home().resolve("secrets/postgres-postgres")).strip();
      return DriverManager.getConnection(login.jdbcUrl(), "postgres", password);
    } catch (IOException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    proxy.close();
    postgres.close();
    lock.close();
  }
}
