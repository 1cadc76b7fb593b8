package everthread.bench.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Several clients send numbered messages while the server, its PostgreSQL, or both are killed. */
final class Kills {
  private static final int CLIENTS = 4;
  private static final int CHATS_IN_A_BATCH = 4;

  private final FaultServer server;
  private final Caller caller;
  private final Random random;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
  private final List<Duration> serverReady = new ArrayList<>();
  private final List<Duration> postgresReady = new ArrayList<>();
  private volatile boolean done;

  private Kills(FaultServer server, long seed) {
    this.server = server;
    this.caller = new Caller(server);
    this.random = new Random(seed);
  }

  /** How often each is killed, and how many messages are sent at least. */
  record Plan(int server, int postgres, int both, int messages) {}

  /** What became of it; the times are those from a kill to being ready again. */
  record Report(
      Plan plan,
      Audit.Verdict verdict,
      long retries,
      List<Duration> server,
      List<Duration> postgres) {}

  static Report run(Path home, Plan plan, long seed) throws IOException, SQLException {
    try (var server = new FaultServer(home, null)) {
      server.start();
      return new Kills(server, seed).run(plan);
    }
  }

  private Report run(Plan plan) throws IOException, SQLException {
    var clients = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        clients.add(threads.submit(() -> talk(client, plan.messages())));
      }
      try {
        for (var kill : order(plan)) {
          LockSupport.parkNanos(random.nextInt(50, 1500) * 1_000_000L);
          kill(kill);
        }
      } finally {
        done = true;
      }
    }
    for (var client : clients) outcome(client);
    Audit.awaitDone(caller);
    return new Report(
        plan, Audit.of(told, server, caller), caller.retries.get(), serverReady, postgresReady);
  }

  private static void outcome(Future<?> client) {
    if (client.state() == Future.State.FAILED) {
      throw new AssertionError("a client gave up", client.exceptionNow());
    }
  }

  private enum Kill {
    SERVER,
    POSTGRES,
    BOTH
  }

  private List<Kill> order(Plan plan) {
    var kills = new ArrayList<Kill>();
    for (int i = 0; i < plan.server(); i++) kills.add(Kill.SERVER);
    for (int i = 0; i < plan.postgres(); i++) kills.add(Kill.POSTGRES);
    for (int i = 0; i < plan.both(); i++) kills.add(Kill.BOTH);
    java.util.Collections.shuffle(kills, random);
    return kills;
  }

  private void kill(Kill kill) throws IOException {
    var begun = System.nanoTime();
    switch (kill) {
      case SERVER -> {
        server.kill();
        serverReady.add(server.start());
      }
      case POSTGRES -> {
        server.killPostgres();
        server.awaitReady();
        postgresReady.add(Duration.ofNanos(System.nanoTime() - begun));
      }
      case BOTH -> {
        server.killPostgres();
        server.kill();
        serverReady.add(server.start());
        postgresReady.add(Duration.ofNanos(System.nanoTime() - begun));
      }
    }
  }

  /** Sends until enough is sent and the last kill is over; singles and batches in turn. */
  private void talk(int client, int messages) {
    for (int number = 0; !done || sent.get() < messages; ) {
      if (sent.get() >= messages) LockSupport.parkNanos(300_000_000);
      boolean single = number % (2 * CHATS_IN_A_BATCH) < CHATS_IN_A_BATCH;
      var captures = new ArrayList<ObjectNode>();
      for (int i = 0; i < CHATS_IN_A_BATCH; i++, number++) {
        var chat = Chat.numbered(client, number);
        for (int turns = 1; turns <= Chat.CAPTURES; turns++) {
          if (single) {
            caller.send(List.of(chat.capture(turns)));
            told.addAll(chat.texts(turns));
          } else {
            captures.add(chat.capture(turns));
          }
        }
        sent.addAndGet(Chat.MESSAGES);
      }
      if (!captures.isEmpty()) {
        caller.send(captures);
        for (int i = 1; i <= CHATS_IN_A_BATCH; i++) {
          told.addAll(Chat.numbered(client, number - i).texts(Chat.CAPTURES));
        }
      }
    }
  }
}
