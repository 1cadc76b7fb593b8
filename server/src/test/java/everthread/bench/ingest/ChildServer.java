package everthread.bench.ingest;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everthread as a process of its own, with the options that it is run with, in a home of its own.
 */
public final class ChildServer implements AutoCloseable {
  public static final String KEY = "et_bench_0123456789abcdefghijklmnopqrstuvwxyz";

  private final Path home;
  private Process process;
  private int port;

  private final Map<String, String> environment;

  private ChildServer(Path home, Map<String, String> environment) throws IOException {
    this.home = home;
    this.environment = environment;
    start();
  }

  /** Starts one in a new, empty home. */
  public static ChildServer fresh() throws IOException {
    return fresh(Map.of());
  }

  /** Starts one with more in its environment. */
  public static ChildServer fresh(Map<String, String> environment) throws IOException {
    return new ChildServer(Files.createTempDirectory("everthread-ingest"), environment);
  }

  /** Starts it again in the same home. */
  public void start() throws IOException {
    var log = home.resolveSibling(home.getFileName() + ".log").toFile();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx640m",
            "-XX:+UseG1GC",
            "-Xlog:disable",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "everthread.Main");
    var more = System.getProperty("everthread.bench.server");
    if (more != null) builder.command().addAll(1, List.of(more.split(" ", -1)));
    builder.environment().put("EVERTHREAD_HOME", home.toString());
    builder.environment().put("EVERTHREAD_PORT", "0");
    builder.environment().put("EVERTHREAD_OWNER_KEY", KEY);
    builder.environment().remove("DATABASE_URL");
    builder.environment().putAll(environment);
    process = builder.redirectError(log).start();
    port = portOf(process);
    // The rest of what it says is read, so that it never waits for a reader.
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(line -> {}));
  }

  private static int portOf(Process process) throws IOException {
    var said = process.inputReader(StandardCharsets.UTF_8);
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("Everthread is ready")) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      }
    }
    throw new IOException("the server did not start");
  }

  public int port() {
    return port;
  }

  /** Ends it without warning; its database goes on for a moment. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, as an operator does. */
  public void terminate() {
    process.destroy();
  }

  /** False when it is still there after so long. */
  public boolean isGoneWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** Resident memory of the JVM, in MiB. */
  long residentMiB() throws IOException {
    return kib(Path.of("/proc/" + process.pid() + "/status"), "VmRSS:") >> 10;
  }

  /** Of PostgreSQL's processes, shared pages counted once, in MiB. */
  long databaseMiB() throws IOException {
    long sum = 0;
    for (var child : process.descendants().toList()) {
      sum += kib(Path.of("/proc/" + child.pid() + "/smaps_rollup"), "Pss:");
    }
    return sum >> 10;
  }

  private static long kib(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) return 0;
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElse(0);
    }
  }

  /** Connections to its database as the tables' owner. */
  Pool database(Vertx vertx, int connections) throws IOException {
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(Integer.parseInt(Files.readString(home.resolve("database.port")).strip()))
            .setDatabase("everthread")
            .setUser("everthread_owner")
            .setPassword(
                Files.readString(home.resolve("secrets/postgres-everthread_owner")).strip())
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(options)
        .with(new PoolOptions().setMaxSize(connections))
        .using(vertx)
        .build();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    terminate();
    if (!isGoneWithin(30)) process.destroyForcibly().waitFor();
    try (Stream<Path> tree = Files.walk(home)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
    Files.deleteIfExists(home.resolveSibling(home.getFileName() + ".log"));
  }
}
