package everthread.bench.ingest;

import everthread.bench.ingest.Wire.Ended;
import everthread.web.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast and how steadily captures are taken in, beside bare inserts of the same rows.
 * Load generator, server and PostgreSQL share the machine.
 */
public final class IngestBench {
  private IngestBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var what = arguments.length == 0 ? "all" : arguments[0];
    int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    boolean all = what.equals("all");
    if (all || what.equals("batches")) batches(or(size, 20_000));
    if (all || what.equals("singles")) singles(or(size, 20_000));
    if (all || what.equals("steady")) Steady.run(or(all ? 0 : size, 60));
    if (all || what.equals("overload")) Overload.run(or(all ? 0 : size, 10));
    if (all || what.equals("sigterm")) Sigterm.run(or(all ? 0 : size, 5));
  }

  private static int or(int given, int otherwise) {
    return given > 0 ? given : otherwise;
  }

  /** Posts of 100 captures over 8 connections, and conversations of 10 messages each. */
  private static void batches(int captures) throws IOException, InterruptedException {
    try (var server = ChildServer.fresh()) {
      warmUp(server);
      var posts = posts(1, captures / 100, 100);
      long bytes = posts.stream().mapToLong(post -> post.length).sum();
      System.out.printf(
          "%nBatches: %,d captures (%,d messages, %,d KB) in posts of 100, 8 connections%n",
          captures, 2 * captures, bytes >> 10);
      System.out.printf("%-46s %10s %10s %8s%n", "", "captures/s", "messages/s", "share");

      double bare = 0;
      for (int connections : new int[] {1, 4}) {
        double rate = captures / Baseline.seconds(server, connections, posts);
        bare = Math.max(bare, rate);
        row("bare INSERT … unnest, connections: " + connections, rate, 1);
      }
      long begun = System.nanoTime();
      var samples = Load.closed(server.port(), "/v1/captures", 8, posts);
      row("HTTP, until committed", rate(captures, begun), rate(captures, begun) / bare);
      awaitFound(server.port());
      row("HTTP, until read and found", rate(captures, begun), rate(captures, begun) / bare);
      System.out.printf(
          "latency of a post: p50 %.0f ms, p99 %.0f ms; answers: %s%n",
          Load.millis(samples, 0.5), Load.millis(samples, 0.99), statuses(samples));
      conversations(server, captures / 10);
      System.out.printf(
          "resident: server %d MiB, PostgreSQL %d MiB%n",
          server.residentMiB(), server.databaseMiB());
    }
  }

  private static void conversations(ChildServer server, int count) {
    var chats = new Chats(3);
    var posts = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) posts.add(chats.conversation(10));
    long begun = System.nanoTime();
    var samples = Load.closed(server.port(), "/v1/conversations", 16, posts);
    System.out.printf(
        "conversations of 10 messages, 16 connections: %,.0f conversations/s, %,.0f messages/s,"
            + " p50 %.1f ms, p99 %.1f ms; answers: %s%n",
        rate(count, begun),
        rate(10 * count, begun),
        Load.millis(samples, 0.5),
        Load.millis(samples, 0.99),
        statuses(samples));
  }

  private static void row(String name, double captures, double share) {
    System.out.printf("%-46s %,10.0f %,10.0f %8.2f%n", name, captures, 2 * captures, share);
  }

  private static void singles(int captures) throws IOException, InterruptedException {
    try (var server = ChildServer.fresh()) {
      warmUp(server);
      System.out.printf("%nSingle captures: a post each%n");
      System.out.printf(
          "%-12s %10s %8s %8s %8s  %s%n",
          "connections", "captures/s", "p50 ms", "p99 ms", "max ms", "answers");
      for (int connections : new int[] {1, 8, 32, 64}) {
        int count = connections == 1 ? captures / 20 : captures;
        var posts = posts(10 + connections, count, 1);
        long begun = System.nanoTime();
        var samples = Load.closed(server.port(), "/v1/captures", connections, posts);
        System.out.printf(
            "%-12d %,10.0f %8.1f %8.1f %8.1f  %s%n",
            connections,
            rate(count, begun),
            Load.millis(samples, 0.5),
            Load.millis(samples, 0.99),
            Load.millis(samples, 1),
            statuses(samples));
      }
      long begun = System.nanoTime();
      awaitFound(server.port());
      System.out.printf(
          "all read and found %.1f s after the last%n", (System.nanoTime() - begun) / 1e9);
    }
  }

  private static double rate(int count, long begun) {
    return count / ((System.nanoTime() - begun) / 1e9);
  }

  static List<byte[]> posts(long seed, int count, int captures) {
    var chats = new Chats(seed);
    var posts = new ArrayList<byte[]>(count);
    for (int i = 0; i < count; i++) posts.add(chats.post(captures).body());
    return posts;
  }

  /** The compiler has seen the ways by then. */
  static void warmUp(ChildServer server) {
    Load.closed(server.port(), "/v1/captures", 8, posts(99, 100, 20));
    Load.closed(server.port(), "/v1/captures", 8, posts(98, 1000, 1));
    awaitFound(server.port());
  }

  /** Waits until nothing is left to be read or indexed. */
  static void awaitFound(int port) {
    while (pending(port) > 0) LockSupport.parkNanos(50_000_000);
  }

  static long pending(int port) {
    var wire = new Wire(port);
    if (!(wire.get("/v1/stats") instanceof Ended.Answered answered) || answered.status() != 200) {
      return Long.MAX_VALUE;
    }
    var pending =
        Json.read(answered.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)).get("pending");
    return pending.get("reading").asLong() + pending.get("index").asLong();
  }

  /** How often each answer came. */
  static String statuses(List<Load.Sample> samples) {
    var counts = new TreeMap<String, Integer>();
    for (var sample : samples) {
      var name =
          switch (sample.ended()) {
            case Ended.Answered answered -> String.valueOf(answered.status());
            case Ended.Refused() -> "refused";
            case Ended.Broken broken -> "broken";
          };
      counts.merge(name, 1, Integer::sum);
    }
    return counts.toString();
  }
}
