package everthread.bench.size;

import everthread.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Search over HTTP at size: a real server in a process of its own with its embedded Postgres,
 * beside SQLite's FTS5 and bare Lucene in this process, on the same messages. Wall time.
 *
 * <p>Arguments: a file with the words that start the server, one a line, and the numbers of
 * messages. The largest, from 100,000 on, is measured again spread over 100 spaces.
 */
public final class SizeBench {
  private static final int MANY_SPACES = 100;
  private static final int SPREAD_FROM = 100_000;

  private final List<String> command;
  private final Path folder;
  private final Map<String, Map<Integer, Double>> growth = new java.util.LinkedHashMap<>();

  private SizeBench(List<String> command, Path folder) {
    this.command = command;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    var command = Files.readAllLines(Path.of(arguments[0]));
    var sizes = new ArrayList<Integer>();
    for (int i = 1; i < arguments.length; i++) sizes.add(Integer.parseInt(arguments[i]));
    var folder = Files.createTempDirectory("everthread-search-bench");
    try {
      new SizeBench(command, folder).run(sizes);
    } finally {
      Homes.delete(folder);
    }
  }

  private void run(List<Integer> sizes) throws IOException, SQLException {
    int largest = sizes.stream().mapToInt(size -> size).max().orElseThrow();
    for (int size : sizes) {
      try (var rivals = new Rivals(folder.resolve("rivals-" + size))) {
        boolean spread = size == largest && size >= SPREAD_FROM;
        int each = spread ? size / MANY_SPACES : size;
        System.out.printf(
            "%n%,d messages: SQLite FTS5 filled in %.1f s, bare Lucene in %.1f s%n",
            size, rivals.fillSqlite(size), rivals.fillLucene(size, each));
        measure(rivals, size, 1);
        if (spread) measure(rivals, size, MANY_SPACES);
      }
      Homes.delete(folder.resolve("rivals-" + size));
    }
    printGrowth(sizes);
  }

  private void measure(Rivals rivals, int size, int spaces) throws IOException, SQLException {
    var home = Files.createDirectories(folder.resolve("home-" + size + "-" + spaces));
    var ids = spaces(home, spaces);
    double filled = Filling.fill(home, ids, size, Words::text);
    System.out.printf(
        "%n### %,d messages, %s%n%nFilled Postgres in %.1f s (%,.0f messages a second).%n",
        size, spaces == 1 ? "one space" : spaces + " spaces", filled, size / filled);
    try (var server = ServerProcess.start(command, home)) {
      buildIndex(server, ids, size);
    }
    restart(home, ids);
    try (var server = ServerProcess.start(command, home)) {
      System.out.printf("Start with all of it there: ready in %.2f s.%n", server.secondsToReady());
      try (var client = new Client(server)) {
        long began = System.nanoTime();
        client.get(Question.all(size).get(1).path(), ids.getFirst());
        System.out.printf("First search after it: %.0f ms.%n", (System.nanoTime() - began) / 1e6);
        table(client, rivals, size, ids);
        if (spaces == 1) Calls.print(client, ids.getFirst());
      }
      System.out.printf(
          "%nResident: server %d MiB (at most %d), PostgreSQL %d MiB beside its shared buffers.%n",
          server.residentMegabytes(), server.highestMegabytes(), server.postgresMegabytes());
    }
    Homes.printDisk(home, size);
    Homes.delete(home);
  }

  /** Makes the schema and, where there are to be several, the spaces. */
  private List<UUID> spaces(Path home, int count) throws IOException {
    try (var server = ServerProcess.start(command, home);
        var client = new Client(server)) {
      var ids = new ArrayList<UUID>();
      if (count == 1) {
        var spaces = Json.read(client.get("/v1/spaces", null).body()).get("data");
        return List.of(UUID.fromString(spaces.get(0).get("id").asText()));
      }
      for (int i = 0; i < count; i++) {
        var made = Json.read(client.post("/v1/spaces", "{\"name\":\"bench " + i + "\"}").body());
        ids.add(UUID.fromString(made.get("id").asText()));
      }
      return ids;
    }
  }

  /** Waits until nothing is pending, asking meanwhile as a person would. */
  private static void buildIndex(ServerProcess server, List<UUID> ids, int size)
      throws IOException {
    long began = System.nanoTime();
    double longest = 0;
    try (var client = new Client(server)) {
      for (var space : ids) {
        while (client.pending(space) > 0) {
          Pause.millis(100);
          long asked = System.nanoTime();
          client.get("/v1/conversations?limit=1", space);
          longest = Math.max(longest, (System.nanoTime() - asked) / 1e6);
        }
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "Index built from Postgres in %.1f s (%,.0f messages a second) beside the running server,"
            + " whose slowest other answer took %.0f ms; JVM at most %d MiB resident.%n",
        seconds, size / seconds, longest, server.highestMegabytes());
  }

  /** Once more, so that the class archive and the page cache are as on any later day. */
  private void restart(Path home, List<UUID> ids) throws IOException {
    try (var server = ServerProcess.start(command, home);
        var client = new Client(server)) {
      client.get(Question.all(1_000).getFirst().path(), ids.getFirst());
    }
  }

  private void table(Client client, Rivals rivals, int size, List<UUID> ids)
      throws IOException, SQLException {
    boolean one = ids.size() == 1;
    int each = size / ids.size();
    System.out.println(
        "\n| question | matches | Everthread over HTTP p50 / p95 / p99 ms | bare Lucene, ids only p50"
            + " | bare Lucene, ten texts p50 | × bare | SQLite FTS5 p50 | faster than FTS5 |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (var question : Question.all(size)) {
      var answer = Json.read(client.get(question.path(), ids.getFirst()).body());
      var own =
          Times.of(300, 500, 30, round -> client.get(question.path(), ids.get(round % ids.size())));
      var bare =
          Times.of(300, 500, 30, round -> rivals.lucene(question, one ? -1 : round % ids.size()));
      var fetched =
          Times.of(
              300,
              500,
              30,
              round -> rivals.fetch(rivals.lucene(question, one ? -1 : round % ids.size())));
      var fts =
          Times.of(
              2, 50, 10, round -> rivals.sqlite(question, one ? -1 : round % ids.size(), each));
      System.out.printf(
          "| %s | %,d | %s | %.2f | %.2f | %.1f | %.2f | %.1f × |%n",
          question.name(),
          answer.path("total").asLong(),
          own.spread(),
          bare.median(),
          fetched.median(),
          own.median() / fetched.median(),
          fts.median(),
          fts.median() / own.median());
      if (one) {
        growth.computeIfAbsent(question.name(), name -> new HashMap<>()).put(size, own.median());
      }
    }
  }

  private void printGrowth(List<Integer> sizes) {
    if (sizes.size() < 2) return;
    int first = sizes.getFirst();
    int last = sizes.getLast();
    System.out.printf("%n| question | p50 at %,d over p50 at %,d |%n|---|---|%n", last, first);
    growth.forEach(
        (name, medians) ->
            System.out.printf(
                "| %s | %.1f × |%n",
                name,
                medians.getOrDefault(last, Double.NaN) / medians.getOrDefault(first, Double.NaN)));
  }
}
