package everthread.bench.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.bench.faults.Steps.Blow;
import everthread.bench.faults.Steps.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kills, cuts and outages, and what came of what was acknowledged. Ends with 1 when one promise
 * broke.
 */
public final class FaultBench {
  private static final int BATCH = 50;
  private static final int STEPS_AT_ONCE = 4;

  private static boolean holds = true;

  private FaultBench() {}

  /**
   * Arguments: kills of the server, of PostgreSQL, of both; messages; every how many-th step;
   * queued captures.
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    int[] numbers = {200, 100, 20, 200_000, 1, 10_000};
    for (int i = 0; i < arguments.length; i++) numbers[i] = Integer.parseInt(arguments[i]);
    var folder = Files.createTempDirectory("everthread-faults");
    print(
        """
        | kills: server / Postgres / both | messages | lost | twice | not found | unacknowledged but stored | sent again | server ready, median / max s | Postgres ready, median / max s |
        |---|---|---|---|---|---|---|---|---|
        """);
    kills(folder, new Kills.Plan(numbers[0], numbers[1], numbers[2], numbers[3]));
    print(
        """

        | statement struck | how | steps | held |
        |---|---|---|---|
        """);
    steps(folder, numbers[4]);
    print(
        """

        | queued captures after an outage | sent, s | read and found, s | not found |
        |---|---|---|---|
        """);
    drain(folder, numbers[5]);
    System.out.println();
    System.out.println(
        holds ? "Everything held." : "A promise broke; the servers' logs lie in " + folder);
    System.exit(holds ? 0 : 1);
  }

  private static void print(String head) {
    System.out.print(head);
  }

  private static void kills(Path folder, Kills.Plan plan) throws IOException, SQLException {
    var report = Kills.run(folder.resolve("kills"), plan, 3);
    var verdict = report.verdict();
    holds &= verdict.holds();
    System.out.printf(
        "| %d / %d / %d | %d | %d | %d | %d | %d | %d | %s | %s |%n",
        plan.server(),
        plan.postgres(),
        plan.both(),
        verdict.acknowledged(),
        verdict.lost(),
        verdict.twice(),
        verdict.notFound(),
        verdict.unacknowledged(),
        report.retries(),
        times(report.server()),
        times(report.postgres()));
  }

  private static String times(List<Duration> times) {
    if (times.isEmpty()) return "–";
    var sorted = times.stream().sorted().toList();
    return "%.1f / %.1f"
        .formatted(
            sorted.get(sorted.size() / 2).toMillis() / 1e3, sorted.getLast().toMillis() / 1e3);
  }

  /** Who was killed in the middle of a job is waited for until its lease ends: so four at once. */
  private static void steps(Path folder, int every) throws IOException {
    var rows = new ArrayList<Future<Steps.Report>>();
    try (var threads = Executors.newFixedThreadPool(STEPS_AT_ONCE)) {
      for (var part : Part.values()) {
        for (var blow : Blow.values()) {
          for (boolean after : new boolean[] {false, true}) {
            var home = Files.createDirectories(folder.resolve("steps-" + rows.size()));
            rows.add(threads.submit(() -> struck(home, part, blow, after, every)));
          }
        }
      }
      for (var row : rows) print(row.get());
    } catch (InterruptedException | ExecutionException trouble) {
      throw new IllegalStateException("the steps could not be struck", trouble);
    }
  }

  private static Steps.Report struck(Path home, Part part, Blow blow, boolean after, int every)
      throws IOException, SQLException {
    try (var steps = new Steps(home)) {
      return steps.strike(part, blow, after, step -> step % every == 0);
    }
  }

  private static void print(Steps.Report report) {
    holds &= report.failures().isEmpty();
    System.out.printf(
        "| %s, %s Postgres runs it | %s | %d | %d |%n",
        report.part() == Part.KEEPING ? "capture, reading, extraction" : "erasure",
        report.after() ? "after" : "before",
        report.blow() == Blow.KILL ? "server killed" : "connection cut",
        report.steps(),
        report.steps() - report.failures().size());
    report.failures().forEach(System.err::println);
  }

  /** What gathered in a browser while the server was away. */
  private static void drain(Path folder, int count) throws IOException, SQLException {
    var queued = new ArrayList<ObjectNode>();
    var told = new HashSet<String>();
    for (int number = 0; queued.size() < count; number++) {
      var chat = Chat.numbered(9, number);
      for (int turns = 1; turns <= Chat.CAPTURES; turns++) queued.add(chat.capture(turns));
      told.addAll(chat.texts(Chat.CAPTURES));
    }
    try (var server = new FaultServer(folder.resolve("drain"), null)) {
      server.start();
      var caller = new Caller(server);
      long begun = System.nanoTime();
      for (int i = 0; i < queued.size(); i += BATCH)
        caller.send(queued.subList(i, Math.min(queued.size(), i + BATCH)));
      double sent = (System.nanoTime() - begun) / 1e9;
      Audit.awaitDone(caller);
      double done = (System.nanoTime() - begun) / 1e9;
      var verdict = Audit.of(told, server, caller);
      holds &= verdict.holds() && done < 60;
      System.out.printf(
          "| %d | %.1f | %.1f | %d |%n", queued.size(), sent, done, verdict.notFound());
    }
  }
}
