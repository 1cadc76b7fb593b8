package everthread.bench.ingest;

import everthread.bench.ingest.Wire.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Three times as much as can be taken in: what is answered then, and how soon all is well again.
 */
final class Overload {
  private static final int CAPTURES = 50;

  private Overload() {}

  static void run(int seconds) throws IOException, InterruptedException {
    try (var server = ChildServer.fresh()) {
      IngestBench.warmUp(server);
      double rate = sustainable(server, seconds);
      System.out.printf(
          "%nOverload: %.1f posts a second of %d captures are sustained; now %.1f for %d s, open loop%n",
          rate, CAPTURES, 3 * rate, seconds);
      var searches = new Searches(server.port());
      var samples =
          Load.open(
              server.port(), "/v1/captures", 256, 3 * rate, seconds, next(server.port(), 200));
      long ended = System.nanoTime();
      var during = searches.end();
      System.out.printf("answers: %s%n", IngestBench.statuses(samples));
      System.out.printf("refused without Retry-After: %d%n", withoutRetryAfter(samples));
      var taken = samples.stream().filter(sample -> sample.status() == 200).toList();
      System.out.printf(
          "taken in: %.1f posts a second, p50 %.0f ms, p99 %.0f ms%n",
          taken.size() / (double) seconds, Load.millis(taken, 0.5), Load.millis(taken, 0.99));
      System.out.printf(
          "searches meanwhile: %d, %s, p50 %.0f ms, p99 %.0f ms%n",
          during.size(),
          IngestBench.statuses(during),
          Load.millis(during, 0.5),
          Load.millis(during, 0.99));
      System.out.printf(
          "recovered %.1f s after the end: a post is taken in within 250 ms%n",
          recovery(server, ended));
      System.out.printf(
          "resident: server %d MiB, PostgreSQL %d MiB; still to be read or indexed: %d%n",
          server.residentMiB(), server.databaseMiB(), IngestBench.pending(server.port()));
    }
  }

  private static java.util.function.IntFunction<byte[]> next(int seed, int different) {
    // Made before, so that the generator costs little while the server is looked at.
    var posts = IngestBench.posts(seed, different, CAPTURES);
    var chats = new Chats(seed + 1);
    return i -> i < posts.size() ? posts.get(i) : synchronizedPost(chats);
  }

  private static byte[] synchronizedPost(Chats chats) {
    synchronized (chats) {
      return chats.post(CAPTURES).body();
    }
  }

  /** What eight connections get taken in that wait for each answer. */
  private static double sustainable(ChildServer server, int seconds) {
    var posts = IngestBench.posts(100, 20 * seconds, CAPTURES);
    long begun = System.nanoTime();
    var samples = Load.closed(server.port(), "/v1/captures", 8, posts);
    return samples.size() / ((System.nanoTime() - begun) / 1e9);
  }

  static long withoutRetryAfter(List<Load.Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.status() == 503 || sample.status() == 429)
        .filter(
            sample ->
                sample.ended() instanceof Ended.Answered answered && answered.retryAfter() < 1)
        .count();
  }

  private static double recovery(ChildServer server, long ended) {
    var chats = new Chats(System.nanoTime());
    try (var wire = new Wire(server.port())) {
      while (true) {
        long begun = System.nanoTime();
        boolean taken =
            wire.post("/v1/captures", chats.post(CAPTURES).body())
                    instanceof Ended.Answered answered
                && answered.status() == 200;
        long now = System.nanoTime();
        if (taken && now - begun < 250_000_000) return (now - ended) / 1e9;
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  /** A person who searches meanwhile, five times a second. */
  private static final class Searches {
    private final List<Load.Sample> samples = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    Searches(int port) {
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (var wire = new Wire(port)) {
                      while (!over.get()) {
                        long begun = System.nanoTime();
                        var ended = wire.get("/v1/search?q=the+word&mode=words");
                        samples.add(new Load.Sample(begun, System.nanoTime() - begun, ended));
                        LockSupport.parkNanos(200_000_000);
                      }
                    }
                  });
    }

    List<Load.Sample> end() throws InterruptedException {
      over.set(true);
      thread.join();
      return samples;
    }
  }
}
