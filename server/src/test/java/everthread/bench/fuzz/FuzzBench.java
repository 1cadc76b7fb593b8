package everthread.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * {@code COUNT SEED}: so many mutated requests against the built server, and what it made of them.
 * Ends with 1 when anything was amiss.
 */
public final class FuzzBench {
  private static final int CONNECTIONS = 8;
  private static final int PARTS = 10;

  /** Milliseconds. */
  private static final long LONGEST = 2_000;

  private FuzzBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261125;
    boolean isSound;
    try (var server = new ServerProcess()) {
      isSound = run(server, count, seed);
    }
    System.exit(isSound ? 0 : 1);
  }

  private static boolean run(ServerProcess server, long count, long seed)
      throws IOException, InterruptedException {
    var memory = post(server, "/v1/memory", "{\"content\":\"Likes rain\"}").get("id").asText();
    var conversation =
        post(
                server,
                "/v1/conversations",
                "{\"site\":\"api\",\"source_id\":\"s\",\"messages\":[{\"source_id\":\"u\",\"role\":\"user\",\"text\":\"t\"}]}")
            .get("id")
            .asText();
    var fuzz = new Fuzz(server.address(), ServerProcess.KEY, memory, conversation, seed, LONGEST);
    System.out.printf("%12s %10s %14s %14s%n", "requests", "per s", "slowest ms", "resident MiB");
    long begun = System.nanoTime();
    for (int part = 0; part < PARTS; part++) {
      fuzz.run(count * part / PARTS, count * (part + 1) / PARTS, CONNECTIONS);
      long done = count * (part + 1) / PARTS;
      System.out.printf(
          "%,12d %,10d %,14d %,14d%n",
          done,
          Math.round(done * 1e9 / (System.nanoTime() - begun)),
          fuzz.slowestMillis(),
          server.memory("VmRSS"));
    }
    return report(server, fuzz);
  }

  private static boolean report(ServerProcess server, Fuzz fuzz)
      throws IOException, InterruptedException {
    System.out.println("\nstatuses   " + fuzz.statuses());
    System.out.println("operations " + fuzz.operations());
    boolean isHealthy = server.isAlive() && get(server, "/health/ready") == 200;
    var bugs = server.bugs();
    System.out.printf(
        "faults %,d; server's own errors %,d; peak resident %,d MiB; healthy afterwards: %s; pending %s%n",
        fuzz.faultCount(),
        bugs.size(),
        server.memory("VmHWM"),
        isHealthy,
        isHealthy
            ? send(server, "/v1/stats", null).body().replaceAll(".*\"pending\":(\\{[^}]*}).*", "$1")
            : "?");
    fuzz.faults().forEach(System.out::println);
    bugs.stream().limit(20).forEach(System.out::println);
    if (!bugs.isEmpty()) {
      var log = server.log();
      int first = log.indexOf(" ERROR ");
      System.out.println(
          log.substring(Math.max(0, first - 30), Math.min(log.length(), first + 6_000)));
    }
    return fuzz.faultCount() == 0 && bugs.isEmpty() && isHealthy;
  }

  private static JsonNode post(ServerProcess server, String path, String body)
      throws IOException, InterruptedException {
    return Json.read(
        send(server, path, body).body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static int get(ServerProcess server, String path)
      throws IOException, InterruptedException {
    return send(server, path, null).statusCode();
  }

  private static java.net.http.HttpResponse<String> send(
      ServerProcess server, String path, @org.jspecify.annotations.Nullable String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + ServerProcess.KEY)
            .header("Content-Type", "application/json");
    if (body != null) request.POST(BodyPublishers.ofString(body));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
