package everthread.bench.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The real server in a process of its own that can be killed and started again on its home. */
final class FaultServer implements AutoCloseable {
  static final String KEY = "et_faults_0123456789abcdefghijklmnopqrstuvwxyz";

  final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final @Nullable String databaseUrl;
  private final int port;
  private volatile @Nullable Process process;

  /**
   * @param databaseUrl of a Postgres that is not the server's; null for the embedded one
   */
  FaultServer(Path home, @Nullable String databaseUrl) throws IOException {
    this.home = home;
    this.databaseUrl = databaseUrl;
    try (var socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
  }

  /** Starts it and returns how long it took to be ready. */
  Duration start() throws IOException {
    var builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    var environment = builder.environment();
    environment.put("EVERTHREAD_HOME", home.toString());
    environment.put("EVERTHREAD_PORT", Integer.toString(port));
    environment.put("EVERTHREAD_OWNER_KEY", KEY);
    environment.remove("DATABASE_URL");
    if (databaseUrl != null) environment.put("DATABASE_URL", databaseUrl);
    var begun = System.nanoTime();
    process = builder.start();
    awaitReady();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** The jar as ./run starts it; the class path where a test runs before there is a jar. */
  private static List<String> command() {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
    words.addAll(List.of("-Xmx640m", "-Xlog:disable"));
    var jar = System.getProperty("everthread.jar");
    if (jar != null) {
      words.addAll(
          List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + jar + ".faults.jsa"));
      words.addAll(List.of("-jar", jar));
    } else {
      var tests = System.getProperty("surefire.test.class.path");
      words.addAll(List.of("-cp", tests == null ? System.getProperty("java.class.path") : tests));
      words.add("everthread.Main");
    }
    return words;
  }

  Path log() {
    return home.resolveSibling(home.getFileName() + ".log");
  }

  /** Waits until it answers that it is ready, its database included. */
  void awaitReady() throws IOException {
    while (!isReady()) {
      if (!isAlive()) throw new IOException("the server ended by itself; see " + log());
      LockSupport.parkNanos(10_000_000);
    }
  }

  boolean isReady() {
    try {
      return http.send(request("/health/ready").build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isAlive() {
    var running = process;
    return running != null && running.isAlive();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + KEY);
  }

  /** As kill -9 does; returns when it is gone. */
  void kill() {
    var running = process;
    if (running == null) return;
    running.destroyForcibly();
    running.onExit().join();
  }

  /** Kills the main process of its PostgreSQL and then every backend, with -9. */
  void killPostgres() throws IOException {
    var lockFile = home.resolve("database/postmaster.pid");
    if (!Files.exists(lockFile)) return;
    var pid = Long.parseLong(Files.readAllLines(lockFile).getFirst().strip());
    var postmaster = ProcessHandle.of(pid);
    if (postmaster.isEmpty()) return;
    var backends = postmaster.get().children().toList();
    postmaster.get().destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
  }

  /** A look at all rows, past row-level security. */
  Connection rows() throws IOException, SQLException {
    var databasePort = Files.readString(home.resolve("database.port")).strip();
    var password = Files.readString(home.resolve("secrets/postgres-postgres")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort + "/everthread?gssEncMode=disable",
        "postgres",
        password);
  }

  /** Stops it as Ctrl-C does. */
  @Override
  public void close() {
    var running = process;
    if (running == null) return;
    running.destroy();
    try {
      if (!running.waitFor(60, TimeUnit.SECONDS)) running.destroyForcibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
