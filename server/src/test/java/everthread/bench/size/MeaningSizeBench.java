package everthread.bench.size;

import everthread.bench.EnglishWords;
import everthread.web.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Search by meaning and context over HTTP at size: a real server in a process of its own, generated
 * messages with generated vectors of the model's shape, and questions that the server's own model
 * reads, a different one at each call. Wall time, beside the same questions by words alone.
 *
 * <p>Arguments: a file with the words that start the server, one a line, and the numbers of
 * messages.
 */
public final class MeaningSizeBench {
  private static final int WARM = 100;
  private static final int ROUNDS = 300;
  private static final int LONGEST_SECONDS = 60;
  private static final int BUDGET_TOKENS = 2_000;

  private final List<String> command;
  private final Random random = new Random(11);

  private MeaningSizeBench(List<String> command) {
    this.command = command;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    var bench = new MeaningSizeBench(Files.readAllLines(Path.of(arguments[0])));
    var folder = Files.createTempDirectory("everthread-meaning-bench");
    try {
      for (int i = 1; i < arguments.length; i++) {
        bench.measure(folder.resolve("home-" + i), Integer.parseInt(arguments[i]));
      }
    } finally {
      Homes.delete(folder);
    }
  }

  private void measure(Path home, int size) throws IOException, SQLException {
    Files.createDirectories(home);
    UUID space;
    String model;
    try (var server = ServerProcess.start(command, home);
        var client = new Client(server)) {
      var spaces = Json.read(client.get("/v1/spaces", null).body()).get("data");
      space = UUID.fromString(spaces.get(0).get("id").asText());
      var stats = Json.read(client.get("/v1/stats", space).body());
      model = stats.get("meaning").get("model").asText();
    }
    if (model.isEmpty()) throw new IllegalStateException("meaning is switched off");
    System.out.printf("%n### %,d messages, vectors of %s generated%n%n", size, model);
    double seconds = Filling.fill(home, List.of(space), size, Words::english);
    long began = System.nanoTime();
    int filled = VectorFilling.fill(home, space, model);
    System.out.printf(
        "Filled Postgres in %.1f s, with vectors of %,d texts in %.1f s.%n",
        seconds, filled, (System.nanoTime() - began) / 1e9);
    try (var server = ServerProcess.start(command, home)) {
      buildIndex(server, space, size);
    }
    try (var server = ServerProcess.start(command, home);
        var client = new Client(server)) {
      System.out.printf("Start with all of it there: ready in %.2f s.%n", server.secondsToReady());
      table(client, space);
      System.out.printf(
          "%nResident: server %d MiB (at most %d), PostgreSQL %d MiB beside its shared buffers.%n",
          server.residentMegabytes(), server.highestMegabytes(), server.postgresMegabytes());
    }
    Homes.printDisk(home, size);
    Homes.delete(home);
  }

  private static void buildIndex(ServerProcess server, UUID space, int size) throws IOException {
    long began = System.nanoTime();
    try (var client = new Client(server)) {
      while (client.pending(space) > 0) Pause.millis(100);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "Index built with vectors in %.1f s (%,.0f messages a second); JVM at most %d MiB resident.%n",
        seconds, size / seconds, server.highestMegabytes());
  }

  private void table(Client client, UUID space) throws IOException {
    System.out.println("\n| call | p50 / p95 / p99 ms |\n|---|---|");
    for (var mode : List.of("words", "hybrid", "meaning")) {
      row(
          "search, " + mode,
          Times.of(
              WARM,
              ROUNDS,
              LONGEST_SECONDS,
              round -> client.get("/v1/search?mode=" + mode + "&limit=10&q=" + asked(), space)));
    }
    row(
        "context of " + BUDGET_TOKENS + " tokens",
        Times.of(
            WARM,
            ROUNDS,
            LONGEST_SECONDS,
            round ->
                client.post(
                    "/v1/context",
                    "{\"query\":\"%s\",\"max_tokens\":%d}".formatted(question(), BUDGET_TOKENS))));
  }

  private static void row(String name, Times times) {
    System.out.printf("| %s | %s |%n", name, times.spread());
  }

  private String asked() {
    return URLEncoder.encode(question(), StandardCharsets.UTF_8);
  }

  /** As a person asks, about what was talked of. */
  private String question() {
    return "what did we say about the %s, the %s and %s".formatted(noun(), noun(), noun());
  }

  private String noun() {
    return EnglishWords.ALL.get(random.nextInt(EnglishWords.ALL.size()));
  }
}
