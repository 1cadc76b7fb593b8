package everthread.bench.ingest;

import everthread.bench.ingest.Wire.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stops the server again and again while it is busy: what was acknowledged must be there after. */
public final class Sigterm {
  private static final int CONNECTIONS = 16;

  private Sigterm() {}

  /**
   * What was seen.
   *
   * @param acknowledged captures that the server said it had
   * @param lost of these, those that are not there after the next start
   * @param broken requests whose connection ended without an answer
   * @param slowestSeconds the longest stop
   */
  public record Seen(
      int acknowledged, int lost, int broken, int refusedPolitely, double slowestSeconds) {}

  static void run(int times) throws IOException, InterruptedException {
    var seen = stop(times, 1_500);
    System.out.printf("%nSIGTERM under load, %d times, %d connections%n", times, CONNECTIONS);
    System.out.printf(
        "acknowledged captures %,d, lost %d; connections broken %d; answered 503 while stopping %,d;"
            + " longest stop %.1f s%n",
        seen.acknowledged(),
        seen.lost(),
        seen.broken(),
        seen.refusedPolitely(),
        seen.slowestSeconds());
  }

  /** Stops a busy server so many times. */
  public static Seen stop(int times, long busyMillis) throws IOException, InterruptedException {
    int acknowledged = 0;
    int lost = 0;
    int broken = 0;
    int polite = 0;
    double slowest = 0;
    try (var server = ChildServer.fresh()) {
      for (int i = 0; i < times; i++) {
        var clients = new Clients(server.port(), i);
        clients.awaitAnswers(10 * CONNECTIONS);
        LockSupport.parkNanos(busyMillis * 1_000_000);
        long begun = System.nanoTime();
        server.terminate();
        clients.join();
        if (!server.isGoneWithin(30)) throw new IllegalStateException("the server does not stop");
        slowest = Math.max(slowest, (System.nanoTime() - begun) / 1e9);
        server.start();
        acknowledged += clients.acknowledged.size();
        lost += clients.missing(server.port());
        broken += clients.broken.get();
        polite += clients.polite.get();
      }
    }
    return new Seen(acknowledged, lost, broken, polite, slowest);
  }

  /** Clients that send without pause until nobody listens, and wait when they are told to. */
  private static final class Clients {
    final Queue<Chats.Post> acknowledged = new ConcurrentLinkedQueue<>();
    final AtomicInteger broken = new AtomicInteger();
    final AtomicInteger polite = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Clients(int port, int run) {
      for (int n = 0; n < CONNECTIONS; n++) {
        long seed = 1_000L * run + n;
        threads.add(Thread.ofVirtual().start(() -> send(port, new Chats(seed))));
      }
    }

    private void send(int port, Chats chats) {
      try (var wire = new Wire(port)) {
        while (true) {
          var post = chats.post(1 + (int) (System.nanoTime() & 7));
          var ended = wire.post("/v1/captures", post.body());
          if (ended instanceof Ended.Refused) return;
          if (ended instanceof Ended.Broken) broken.incrementAndGet();
          if (ended instanceof Ended.Answered answered) take(post, answered);
        }
      }
    }

    private void take(Chats.Post post, Ended.Answered answered) {
      if (answered.status() == 200) {
        acknowledged.add(post);
        return;
      }
      polite.incrementAndGet();
      LockSupport.parkNanos(Math.max(0, answered.retryAfter()) * 1_000_000_000L);
    }

    /**
     * A server that has just started is slow at first; it is to be stopped when it is at its work.
     */
    void awaitAnswers(int count) {
      while (acknowledged.size() < count) LockSupport.parkNanos(20_000_000);
    }

    void join() throws InterruptedException {
      for (var thread : threads) thread.join();
    }

    /** Sends everything again: what the server has, it calls a duplicate. */
    int missing(int port) {
      int missing = 0;
      try (var wire = new Wire(port)) {
        for (var post : acknowledged) {
          if (!(wire.post("/v1/captures", post.body()) instanceof Ended.Answered answered)
              || answered.status() != 200) {
            missing += post.ids().size();
          } else {
            missing += answered.body().split("\"status\":\"stored\"", -1).length - 1;
          }
        }
      }
      return missing;
    }
  }
}
