package everthread.bench.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An even load for a long time: 1,000 messages a second in posts of 50, from an open loop. */
final class Steady {
  private static final int POSTS_PER_SECOND = 20;
  private static final int CAPTURES = 25;

  private Steady() {}

  static void run(int seconds) throws IOException, InterruptedException {
    try (var server = ChildServer.fresh()) {
      IngestBench.warmUp(server);
      System.out.printf(
          "%nSteady: %d posts a second of %d captures (%d messages), %d s, open loop%n",
          POSTS_PER_SECOND, CAPTURES, 2 * CAPTURES, seconds);
      System.out.printf(
          "%-10s %8s %8s %8s %8s %12s %14s  %s%n",
          "second",
          "p50 ms",
          "p95 ms",
          "p99 ms",
          "max ms",
          "server MiB",
          "PostgreSQL MiB",
          "answers");
      var all = new ArrayList<Load.Sample>();
      int slice = Math.min(60, Math.max(10, seconds / 10));
      for (int from = 0; from < seconds; from += slice) {
        int length = Math.min(slice, seconds - from);
        var chats = ThreadLocal.withInitial(() -> new Chats(System.nanoTime()));
        var samples =
            Load.open(
                server.port(),
                "/v1/captures",
                16,
                POSTS_PER_SECOND,
                length,
                i -> chats.get().post(CAPTURES).body());
        all.addAll(samples);
        line(from + length + "", samples, server);
      }
      line("all", all, server);
      System.out.printf("still to be read or indexed: %d%n", IngestBench.pending(server.port()));
    }
  }

  private static void line(String name, List<Load.Sample> samples, ChildServer server)
      throws IOException {
    System.out.printf(
        "%-10s %8.1f %8.1f %8.1f %8.1f %12d %14d  %s%n",
        name,
        Load.millis(samples, 0.5),
        Load.millis(samples, 0.95),
        Load.millis(samples, 0.99),
        Load.millis(samples, 1),
        server.residentMiB(),
        server.databaseMiB(),
        IngestBench.statuses(samples));
  }
}
