package everthread.bench.ingest;

import everthread.bench.ingest.Load.Sample;
import everthread.bench.ingest.Wire.Ended;
import everthread.search.embed.Embedder;
import everthread.search.embed.Embedders;
import everthread.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast messages are read for meaning, beside the bare model in a loop; what requests
 * feel of it; and that a killed server goes on where it was. Load generator, server, model and
 * PostgreSQL share the machine.
 */
public final class EmbedBench {
  private static final int SEARCHES = 300;

  private EmbedBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    bare();
    try (var without = ChildServer.fresh(Map.of("EVERTHREAD_EMBEDDINGS", "off"))) {
      warmUp(without);
      System.out.printf("%nRequests while %,d messages wait to be read for meaning%n", messages);
      System.out.printf("%-34s %10s %10s %10s%n", "", "p50 ms", "p95 ms", "per s");
      requests("nothing reads (off)", without, messages);
    }
    try (var server = ChildServer.fresh()) {
      warmUp(server);
      requests("beside the reading", server, messages);
      killed(server);
      readAll(server);
    }
  }

  /** Little, since what is told here is read for meaning too. */
  private static void warmUp(ChildServer server) {
    Load.closed(server.port(), "/v1/captures", 4, IngestBench.posts(99, 200, 1));
    IngestBench.awaitFound(server.port());
  }

  /** The model alone, on this thread. */
  private static void bare() throws IOException {
    var cache = Files.createTempDirectory("everthread-model");
    try (var model = Embedders.local(Embedders.DEFAULT, cache)) {
      System.out.printf("%nThe bare model in a loop, one thread: %s%n", model.model().id());
      System.out.printf("%-34s %10s %10s%n", "", "texts/s", "ms a text");
      var chats = new Chats(7);
      for (int words : new int[] {20, 120}) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 120; i++) texts.add(chats.text(words));
        loop(words, model, texts);
      }
    }
  }

  private static void loop(int words, Embedder model, List<String> texts) {
    var warm = model.passages(texts.subList(0, 20));
    var timed = texts.subList(warm.size(), texts.size());
    long begun = System.nanoTime();
    for (var text : timed) warm = model.passages(List.of(text));
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%-34s %,10.1f %10.1f%n",
        "texts of " + words + " invented words",
        timed.size() / seconds,
        1000 * seconds / timed.size());
  }

  /** Searches one after another, and conversations told as fast as they are taken. */
  private static void requests(String name, ChildServer server, int messages)
      throws InterruptedException {
    var posts = conversations(messages / 10);
    long begun = System.nanoTime();
    var told = Load.closed(server.port(), "/v1/conversations", 4, posts);
    row(name + ": conversations of 10", told, begun);
    IngestBench.awaitFound(server.port());
    var singles = IngestBench.posts(71, 400, 1);
    begun = System.nanoTime();
    row(name + ": single captures", Load.closed(server.port(), "/v1/captures", 1, singles), begun);
    IngestBench.awaitFound(server.port());
    var chats = new Chats(8);
    var samples = new ArrayList<Sample>();
    begun = System.nanoTime();
    try (var wire = new Wire(server.port())) {
      for (int i = 0; i < SEARCHES; i++) {
        var words = chats.text(3).replaceAll("[^a-z]+", "+");
        long sent = System.nanoTime();
        var answer = wire.get("/v1/search?mode=words&q=" + words);
        samples.add(new Sample(sent, System.nanoTime() - sent, answer));
        // A person reads what was found; the reading goes on meanwhile.
        Thread.sleep(i % 3 == 0 ? 120 : 0);
      }
    }
    row(name + ": searches by words", samples, begun);
  }

  private static List<byte[]> conversations(int count) {
    var chats = new Chats(9);
    var posts = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) posts.add(chats.conversation(10));
    return posts;
  }

  private static void row(String name, List<Sample> samples, long begun) {
    System.out.printf(
        "%-34s %10.1f %10.1f %,10.0f%n",
        name,
        Load.millis(samples, 0.5),
        Load.millis(samples, 0.95),
        samples.size() / ((System.nanoTime() - begun) / 1e9));
  }

  /** A stop without warning in the midst of it, and how soon the server is ready again. */
  private static void killed(ChildServer server) throws IOException, InterruptedException {
    long before = pending(server.port());
    computedBefore = computed(server.port());
    server.kill();
    long begun = System.nanoTime();
    server.start();
    System.out.printf(
        "%nKilled with %,d still to be read: ready again after %.2f s, %,d to be read%n",
        before, (System.nanoTime() - begun) / 1e9, pending(server.port()));
  }

  /** Nothing else goes on. */
  private static void readAll(ChildServer server) throws IOException, InterruptedException {
    long left = pending(server.port());
    long most = 0;
    long begun = System.nanoTime();
    while (pending(server.port()) > 0) {
      most = Math.max(most, server.residentMiB());
      // Looking is a request too, and is given way to.
      Thread.sleep(1_000);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "In quiet: %,d messages read in %.0f s, %.1f/s; resident at most %d MiB, PostgreSQL %d MiB%n",
        left, seconds, left / seconds, most, server.databaseMiB());
    System.out.printf(
        "Passages computed before and after the kill: %,d; messages and memories: %,d%n",
        computedBefore + computed(server.port()),
        stats(server.port(), "messages") + stats(server.port(), "memories"));
  }

  private static long computedBefore;

  private static long computed(int port) {
    try (var wire = new Wire(port)) {
      if (!(wire.get("/metrics") instanceof Ended.Answered answered)) return 0;
      return answered
          .body()
          .lines()
          .filter(line -> line.startsWith("everthread_embedding_passages_total "))
          .mapToLong(line -> (long) Double.parseDouble(line.split(" ", 2)[1]))
          .findFirst()
          .orElse(0);
    }
  }

  private static long pending(int port) {
    return stats(port, "pending/embedding");
  }

  private static long stats(int port, String name) {
    try (var wire = new Wire(port)) {
      if (!(wire.get("/v1/stats") instanceof Ended.Answered answered) || answered.status() != 200) {
        return Long.MAX_VALUE;
      }
      var stats = Json.read(answered.body().getBytes(StandardCharsets.UTF_8));
      return stats.at("/" + name).asLong();
    }
  }
}
