package everthread.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The built server, in a process of its own, with a home of its own and the heap that ./run gives.
 */
final class ServerProcess implements AutoCloseable {
  static final String KEY = "et_bench_0123456789abcdefghijklmnopqrstuvwxyz";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Path home;
  private final Path log;
  private final Process process;
  private final String address;

  ServerProcess() throws IOException, InterruptedException {
    home = Files.createTempDirectory("everthread-fuzz");
    log = home.resolve("server.log");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx640m",
            "-XX:+UseG1GC",
            "-Xlog:disable",
            "-jar",
            "server/target/everthread.jar");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("EVERTHREAD_HOME", home.resolve("data").toString());
    builder.environment().put("EVERTHREAD_PORT", "0");
    builder.environment().put("EVERTHREAD_OWNER_KEY", KEY);
    process = builder.start();
    while (process.isAlive() && !log().contains("Everthread is ready")) Thread.sleep(50);
    var found = ADDRESS.matcher(log());
    if (!found.find()) throw new IllegalStateException("the server did not start:\n" + log());
    address = found.group();
  }

  String address() {
    return address;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Lines of the log that tell of a bug. */
  List<String> bugs() throws IOException {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(" ERROR ") || line.contains("OutOfMemoryError"))
          .toList();
    }
  }

  /** A figure of /proc/PID/status in MiB, such as VmRSS or VmHWM; 0 where there is none. */
  long memory(String figure) throws IOException {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) return 0;
    for (var line : Files.readAllLines(status)) {
      if (line.startsWith(figure + ":")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(home)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList())
        Files.delete(file);
    }
  }
}
