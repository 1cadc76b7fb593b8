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
 * messages; before a number "read" for messages that the server's model reads itself.
 */
public final class MeaningSizeBench {
  /** So many questions a server has answered before its code is compiled as it stays. */
  private static final int WARM = 600;

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
      boolean read = false;
      for (int i = 1; i < arguments.length; i++) {
        if (arguments[i].equals("read")) {
          read = true;
        } else {
          bench.measure(folder.resolve("home-" + i), Integer.parseInt(arguments[i]), read);
          read = false;
        }
      }
    } finally {
      Homes.delete(folder);
    }
  }

  private void measure(Path home, int size, boolean read) throws IOException, SQLException {
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
    var how = read ? "read by " + model : "vectors of " + model + " generated";
    System.out.printf("%n### %,d messages, %s%n%n", size, how);
    double seconds =
        Filling.fill(home, List.of(space), size, read ? Words::allEnglish : Words::english);
    System.out.printf("Filled Postgres in %.1f s.%n", seconds);
    if (read) read(home, space);
    else generate(home, space, model);
    try (var server = ServerProcess.start(command, home)) {
      buildIndex(server, space, size);
    }
    try (var server = ServerProcess.start(command, home);
        var client = new Client(server)) {
      System.out.printf("Start with all of it there: ready in %.2f s.%n", server.secondsToReady());
      table(client, space);
      System.out.printf(
          "%nResident: server %d MiB (at most %d), of which %d its own and the rest pages of files;"
              + " PostgreSQL %d MiB beside its shared buffers.%n",
          server.residentMegabytes(),
          server.highestMegabytes(),
          server.ownMegabytes(),
          server.postgresMegabytes());
    }
    Homes.printDisk(home, size);
    Homes.delete(home);
  }

  private static void generate(Path home, UUID space, String model)
      throws IOException, SQLException {
    long began = System.nanoTime();
    int filled = VectorFilling.fill(home, space, model);
    System.out.printf(
        "Vectors of %,d texts generated in %.1f s.%n", filled, (System.nanoTime() - began) / 1e9);
  }

  private void read(Path home, UUID space) throws IOException, SQLException {
    Untold.tell(home, space);
    try (var server = ServerProcess.start(command, home);
        var client = new Client(server)) {
      long texts = client.unread(space);
      long began = System.nanoTime();
      while (client.unread(space) > 0) Pause.millis(500);
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%,d texts read in %.0f s (%.1f a second); JVM at most %d MiB resident.%n",
          texts, seconds, texts / seconds, server.highestMegabytes());
    }
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
